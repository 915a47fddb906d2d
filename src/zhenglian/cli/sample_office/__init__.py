"""The sample office: units, people, accounts and articles to try everything out with. For `--demo` only."""

from zhenglian.cli.sample_office.office import PASSWORD, SampleUser, load_sample_cases, load_sample_office

__all__ = ["PASSWORD", "SampleUser", "load_sample_cases", "load_sample_office"]
