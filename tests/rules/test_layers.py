"""Foreign keys point downwards. import-linter cannot see them, because they are written as strings."""

import tomllib

from django.apps import apps

from tests.rules.files import ROOT


def layers():
    """App label → height, 0 at the bottom; read from the same list that import-linter guards."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    [stack] = [entry["layers"] for entry in contracts if entry["name"] == "apps import downwards only"]
    return {app.strip(): height for height, row in enumerate(reversed(stack)) for app in row.split("|")}


def relations():
    heights = layers()
    for model in apps.get_models():
        if model._meta.app_label in heights:
            for field in model._meta.get_fields():
                remote = getattr(field, "remote_field", None)
                if field.concrete and remote is not None and field.related_model is not None:
                    yield model, field, field.related_model._meta.app_label


def test_every_app_of_ours_has_a_layer():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("zhenglian.")}

    assert {label for label in ours if "users" not in label} <= set(layers())


def test_foreign_keys_point_downwards():
    heights = layers()
    found = list(relations())
    upwards = [
        f"{model._meta.label}.{field.name} → {target}"
        for model, field, target in found
        if target in heights
        and target != model._meta.app_label
        and heights[target] >= heights[model._meta.app_label]
    ]

    assert upwards == []
    assert any(
        (target == "people" and model._meta.app_label == "channels") or target == "reviews"
        for model, _, target in found
    )
