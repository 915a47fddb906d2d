"""A site that takes every sending for a new report, keeps one photo, loses some, miscounts moves."""

from __future__ import annotations

import json
import secrets
import sys
from dataclasses import replace

LOST_EVERY = 5


def be_careless():
    from zhenglian.cases.actions import assigning
    from zhenglian.cases.api import Case
    from zhenglian.cases.views import public_report
    from zhenglian.cli.chaos.cases.plan import number_in

    send = public_report.send_report

    def send_report(report, *, key):
        if number_in(report.text) % LOST_EVERY == 0:
            return Case(code="LOSTLOSTLOST")
        return send(replace(report, photos=report.photos[:1]), key=secrets.token_hex(16))

    public_report.send_report = send_report
    assigning._led_by = lambda case, unit: {"last_lead": unit, "moves": case.moves + 2}


def main():
    from zhenglian.cli.chaos.cases.command import run_in_folder

    sys.stdout.write(json.dumps(run_in_folder(reports=12, seed=3, altered=be_careless)))


if __name__ == "__main__":
    main()
