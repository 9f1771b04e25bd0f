"""A copy of a resolved scenario in which no missile is ever short, so that what a raid does can be compared apart from what runs out.

The first asset owns so many of every kind that no year can fire them, which costs nothing and leaves what is bought, and its price, as it
is (without an asset, each order brings a hundred times as many); and what is fired is replaced in the year after (no `restockPerYear`). Usage: ample.py RESOLVED_SCENARIO COPY
"""
import json
import sys

PLENTY = 1e5

with open(sys.argv[1]) as source:
    scenario = json.load(source)
if scenario.get("assets"):
    owner = next(iter(scenario["assets"].values()))
    owner["missiles"] = {kind: PLENTY for kind in scenario.get("missiles", {})}
else:
    for option in scenario["options"].values():
        fallback = option.get("fallback") or {}
        for order in [*option.get("purchases", {}).values(), *fallback.get("purchases", {}).values()]:
            order["missiles"] = {kind: 100 * count for kind, count in order.get("missiles", {}).items()}
for missile in scenario.get("missiles", {}).values():
    missile.pop("restockPerYear", None)
with open(sys.argv[2], "w") as target:
    json.dump(scenario, target)
