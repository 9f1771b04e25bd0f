"""Whether two programs say the same: trial by trial on the same draws, or in their means on their own.

Usage: agree.py trials RUN_TRIALS_CSV PEER_BY_TRIAL_CSV | agree.py means RUN_SUMMARY_CSV PEER_MEANS_CSV
Only the standard library, so that it judges also where a peer cannot be installed. Exit code 1 when they disagree.
"""
import csv
import math
import sys

OUTCOMES = ["cost_meur", "loss_meur", "loss_averted_meur", "protected_years", "interceptors_fired", "leakers"]

# Largest difference in one trial, as a share of the option's largest value. The program reads a short stock's fill rate from a table
# (GammaDemand), the peers from the incomplete gamma function.
BY_TRIAL = {name: 2e-5 for name in OUTCOMES}


def rows(file):
    with open(file, newline="") as source:
        return list(csv.DictReader(source))


def by_trial(run, peer):
    expected = {(row["trial"], row["option"]): row for row in rows(run)}
    found = rows(peer)
    if len(expected) != len(found) or not found:
        sys.exit(f"{run} has {len(expected)} rows, {peer} {len(found)}")
    failed = False
    for name in OUTCOMES:
        most, worst = {}, (0.0, None)
        for row in expected.values():
            most[row["option"]] = max(most.get(row["option"], 1e-300), abs(float(row[name])))
        for row in found:
            key = row["trial"], row["option"]
            difference = abs(float(row[name]) - float(expected[key][name])) / most[row["option"]]
            worst = max(worst, (difference if difference == difference else math.inf, key), key=lambda one: one[0])
        verdict = "agrees" if worst[0] <= BY_TRIAL[name] else "DISAGREES"
        failed |= verdict != "agrees"
        print(f"  {name:20} {verdict}: largest difference {worst[0]:.1e} of the option's largest value" + (f", trial {worst[1][0]} of {worst[1][1]}" if verdict != "agrees" else ""))
    return failed


def means(run, peer):
    expected = {(row["option"], row["outcome"]): row for row in rows(run)}
    worst, failed, count = (0.0, None), False, 0
    for row in rows(peer):
        key = row["option"], row["outcome"]
        mean, error = float(expected[key]["mean"]), float(expected[key]["standard_error"])
        together = math.hypot(error, float(row["standard_error"]))
        difference = abs(float(row["mean"]) - mean)
        z = difference / together if together > 0 else (0 if difference <= 1e-9 * max(1, abs(mean)) else math.inf)
        worst, count = max(worst, (z, key), key=lambda one: one[0]), count + 1
        failed |= not z <= 4
    print(f"  {count} means: {'DISAGREE' if failed or count == 0 else 'agree'}, the farthest {worst[0]:.1f} standard errors apart ({', '.join(worst[1] or ('none', ''))})")
    return failed or count == 0


if __name__ == "__main__":
    sys.exit({"trials": by_trial, "means": means}[sys.argv[1]](*sys.argv[2:4]))
