"""Whether two programs say the same: trial by trial on the same draws, or in their means on their own.

Usage: agree.py trials|short|far-short RUN_TRIALS_CSV PEER_BY_TRIAL_CSV | agree.py means RUN_SUMMARY_CSV PEER_MEANS_CSV
Only the standard library, so that it judges also where a peer cannot be installed. Exit code 1 when they disagree.
"""
import csv
import math
import sys

# Largest difference in one trial, as a share of the option's largest value. The program reads a short stock's fill rate from a table
# (GammaDemand), the peers from the incomplete gamma function; what is averted is a small difference of two such results; a date has no
# rounding but that of sums.
BY_TRIAL = 2e-5
BY_COLUMN = {"loss_averted_meur": 1e-4, "deaths_averted": 1e-4, "ioc_year": 1e-9, "foc_year": 1e-9}

# Where stocks run short the programs approximate in ways of their own: the scalar one takes a fill rate of the year, CostSim follows raids.
# The varied scenarios are short in most years: a small difference of two losses is known less well still, and the scalar program, which carries
# the mean of what is missing from year to year, replaces a little too much.
SHORT = {"short": {"loss_averted_meur": 0.1, "deaths_averted": 0.1}, "far-short": {"loss_averted_meur": 0.2, "deaths_averted": 0.2}}
SHORT_OTHERS = {"short": 0.03, "far-short": 0.06}
NOT_SHORT = ("protected_years", "attackers_meur", "ioc_year", "foc_year")


def rows(file):
    with open(file, newline="") as source:
        return list(csv.DictReader(source))


def number(text):
    return float(text) if text.strip() not in ("", "NaN") else math.nan


def apart(one, other, scale):
    """Difference as a share of the scale; none where both are missing, infinite where one is."""
    if one != one or other != other:
        return 0.0 if one != one and other != other else math.inf
    return abs(one - other) / scale


def by_trial(run, peer, short=None):
    expected = {(row["trial"], row["option"]): row for row in rows(run)}
    found = rows(peer)
    if len(expected) != len(found) or not found:
        sys.exit(f"{run} has {len(expected)} rows, {peer} {len(found)}")
    failed = False
    for name in [name for name in found[0] if name not in ("trial", "option")]:
        most, worst = {}, (0.0, None, math.nan, math.nan)
        if name not in next(iter(expected.values())):
            if any(row[name] != "NaN" for row in found):
                sys.exit(f"{run} has no column {name}")
            continue
        for row in expected.values():
            size = abs(number(row[name]))
            most[row["option"]] = max(most.get(row["option"], 1e-300), size if size == size else 0)
        everywhere = max(most.values())
        for row in found:
            key = row["trial"], row["option"]
            ours, theirs = number(expected[key][name]), number(row[name])
            # What is nothing but rounding of a difference is measured against the other options.
            difference = apart(ours, theirs, max(most[row["option"]], 1e-9 * everywhere, 1e-9))
            worst = max(worst, (difference, key, ours, theirs), key=lambda one: one[0])
        strict = BY_COLUMN.get(name, BY_TRIAL)
        agrees = worst[0] <= (SHORT[short].get(name, SHORT_OTHERS[short]) if short and name not in NOT_SHORT else strict)
        failed |= not agrees
        where = "" if agrees else f", trial {worst[1][0]} of {worst[1][1]}: {worst[2]!r} and {worst[3]!r}"
        print(f"  {name:20} {'agrees' if agrees else 'DISAGREES'}: largest difference {worst[0]:.1e} of the option's largest value{where}")
    return failed


def means(run, peer):
    expected = {(row["option"], row["outcome"]): row for row in rows(run)}
    worst, failed, count = (0.0, None), False, 0
    for row in rows(peer):
        key = row["option"], row["outcome"]
        if key not in expected or "NaN" in (row["mean"], row["standard_error"]):
            continue
        mean, error = float(expected[key]["mean"]), float(expected[key]["standard_error"])
        together = math.hypot(error, float(row["standard_error"]))
        difference = abs(float(row["mean"]) - mean)
        z = difference / together if together > 0 else (0 if difference <= 1e-9 * max(1, abs(mean)) else math.inf)
        worst, count = max(worst, (z, key), key=lambda one: one[0]), count + 1
        failed |= not z <= 4
    print(f"  {count} means: {'DISAGREE' if failed or count == 0 else 'agree'}, the farthest {worst[0]:.1f} standard errors apart ({', '.join(worst[1] or ('none', ''))})")
    return failed or count == 0


if __name__ == "__main__":
    sys.exit({"trials": by_trial, "short": lambda *files: by_trial(*files, short="short"), "far-short": lambda *files: by_trial(*files, short="far-short"), "means": means}[sys.argv[1]](*sys.argv[2:4]))
