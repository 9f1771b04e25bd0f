"""The expected evaluation of the baseline in plain numpy, vectorised over trials.

What an analyst with an afternoon and no special tools would write from src/CostSim/MODEL.md: draws as columns, one
array operation after another over all trials of a batch, years that meet the same forces evaluated once. It reads the
resolved scenario of a run and knows what the baseline uses; anything else it refuses by name.

Exit code 3 for what it does not know. Usage: baseline_numpy.py SCENARIO [--trials N] [--batch N] [--seed S] [--draws CSV] [--output CSV] [--by-trial CSV]
"""
import argparse
import csv
import functools
import itertools
import json
import math
import sys
import time

import numpy as np
from scipy.special import gammaincc, ndtr

OUTCOMES = ["cost_meur", "loss_meur", "loss_averted_meur", "protected_years", "interceptors_fired", "leakers"]


class Draws:
    """Values of the uncertain inputs, a column each: sampled, or taken from the table of a run's own draws."""

    def __init__(self, scenario, trials, rng, table=None):
        self.trials, self.rng, self.table, self.known, self.scores = trials, rng, table, {}, {}
        self.partner = {}
        for pair in scenario.get("correlations", []):
            self.partner[pair["second"]] = (pair["first"], 2 * math.sin(math.pi * pair["rank"] / 6))

    def quantity(self, owner, name, path, default=0.0):
        """The quantity `name` of a JSON object: a number, or a column."""
        node = owner.get(name)
        if node is None:
            return default
        if not isinstance(node, dict):
            return float(node)
        if "value" in node:
            return float(node["value"])
        return self.column(f"{path}:{name}", node)

    def column(self, path, node):
        if path not in self.known:
            self.known[path] = self.table[path] if self.table is not None else self.sample(path, node)
        return self.known[path]

    def chance(self, path):
        return self.column(f"chance:{path}", {"type": "uniform"})

    def sample(self, path, node):
        family, n = node["type"], self.trials
        if family == "uniform":
            return self.rng.random(n)
        if family == "pert":
            low, mode, high = node["min"], node["mode"], node["max"]
            a = 1 + 4 * (mode - low) / (high - low)
            return low + (high - low) * self.rng.beta(a, 6 - a, n)
        if family == "beta":
            return self.rng.beta(node["alpha"], node["beta"], n)
        if family == "triangular":
            return self.rng.triangular(node["min"], node["mode"], node["max"], n)
        if family == "normal":
            return self.score(path)
        if family == "lognormal":
            if "median" in node:
                return node["median"] * np.exp(node["sigma"] * self.score(path))
            low, high = math.log(node["p5"]), math.log(node["p95"])
            return np.exp((low + high) / 2 + (high - low) / 2 / 1.6448536269514727 * self.score(path))
        raise NotImplementedError(f"{path}: no {family} here")

    def score(self, path):
        """A standard normal, joined to its partner's where the scenario says so."""
        if path not in self.scores:
            z = self.rng.standard_normal(self.trials)
            if path in self.partner:
                first, r = self.partner[path]
                z = r * self.score(first) + math.sqrt(1 - r * r) * z
            self.scores[path] = z
        return self.scores[path]


class World:
    """Prices, currency and the chance of conflict by year: arrays of years × trials."""

    def __init__(self, scenario, draws):
        n, economy = draws.trials, scenario["economy"]
        self.start, self.years = scenario["horizon"]["startYear"], scenario["horizon"]["years"]
        take = functools.partial(draws.quantity, economy, path="economy")
        y = np.arange(self.years)[:, None]
        self.discount = np.broadcast_to((1 + take("discountRate")) ** -(y + 0.5), (self.years, n))
        sigma = take("usdPerEurVolatility")
        shocks = [draws.column(f"chance:economy:usdPerEur:{self.start + t}", {"type": "normal"}) for t in range(1, self.years)]
        steps = np.array([np.zeros(n)] + [sigma * (z - sigma / 2) for z in shocks])
        self.usd = take("usdPerEur") * np.exp(np.cumsum(steps, axis=0))
        self.quoted = economy["quotedUsdPerEur"]
        self.equipment = (1 + take("equipmentEscalation")) ** y
        self.operation = (1 + take("operationEscalation")) ** y
        self.post = take("postCostMEur")
        self.ceiling = take("acquisitionCeilingMEur")
        conflict = scenario["conflict"]
        p = draws.quantity(conflict, "onsetProbability", "conflict")
        duration = draws.quantity(conflict, "durationYears", "conflict")
        self.duration = np.clip(np.ceil(duration), 1, self.years).astype(int)
        self.onset = p * (1 - p) ** y
        began = np.vstack([np.zeros(n), np.cumsum(self.onset, axis=0)])
        before = np.maximum(y + 1 - self.duration, 0)
        self.conflict = began[1:] - np.take_along_axis(began, before, axis=0)

    def price(self, owner, name, path, draws):
        """A price in MEUR by year: its dollar share at the rate of the year, and escalation."""
        amount, share = draws.quantity(owner, name, path), draws.quantity(owner, "usdShare", path)
        return (amount * (1 - share) + amount * share * self.quoted / self.usd) * self.equipment


def at(table, year):
    """Values of a years × trials table at a year per unit and trial."""
    return np.take_along_axis(table, year, axis=0)


class System:
    """What one trial says of a system, whichever option buys it."""

    def __init__(self, name, node, scenario, world, draws):
        path = f"systems:{name}"
        self.name, self.node = name, node
        cost, schedule = node["cost"], node["schedule"]
        money = functools.partial(draws.quantity, cost, path=f"{path}:cost")
        time = functools.partial(draws.quantity, schedule, path=f"{path}:schedule")
        share = money("airDefenceShare", default=1.0)
        self.unit_price = world.price(cost, "unitPriceMEur", f"{path}:cost", draws) * money("costGrowth", default=1.0) * share
        self.contract_share = money("contractShare", default=0.3)
        self.infrastructure = money("infrastructureMEur") * share
        self.training_cost = money("initialTrainingMEur") * share
        self.per_year = (money("supportMEurPerYear") + money("postsPerUnit") * world.post) * share
        self.mid_life_share, self.mid_life_age = money("midLifeShare"), money("midLifeAgeYears", default=12.0)
        self.share = share
        slip = time("slip", default=1.0)
        self.lead, self.interval = time("leadYears") * slip, time("intervalYears") * slip
        self.training = time("trainingYears")
        self.queue = self.queueing(scenario, draws)
        self.decision = self.decide(schedule, scenario, path, draws)

    def queueing(self, scenario, draws):
        supplier = self.node.get("supplier")
        if not supplier:
            return 0.0
        owner, path = scenario["suppliers"][supplier], f"suppliers:{supplier}"
        hit = draws.chance(f"{path}:queue") < draws.quantity(owner, "queueProbability", path)
        return np.where(hit, draws.quantity(owner, "queueYears", path), 0)

    def decide(self, schedule, scenario, path, draws):
        """Time from order to contract; never where the decision is to cancel."""
        own = "decision" in schedule
        owner = schedule["decision"] if own else scenario["procurement"]["decision"]
        base = f"{path}:schedule:decision" if own else "procurement:decision"
        take = functools.partial(draws.quantity, owner, path=base)
        delay = take("delayYears") + np.zeros(draws.trials)
        if "shockProbability" in owner:
            shock = draws.chance(f"{path}:politicalShock") < take("shockProbability")
            delay = delay + np.where(shock, take("shockYears"), 0)
        if "negotiationYears" in schedule:
            delay = delay + draws.quantity(schedule, "negotiationYears", f"{path}:schedule")
        else:
            delay = delay + draws.quantity(scenario["procurement"], "negotiationYears", "procurement")
        if "cancellationProbability" in owner:
            delay = np.where(draws.chance(f"{path}:cancellation") < take("cancellationProbability"), np.inf, delay)
        return delay

    def deliveries(self, contract, units):
        """Planned deliveries, units × trials."""
        return contract + self.lead + np.arange(units)[:, None] * self.interval + self.queue


class Order:
    """A purchase and what became of it: contract, deliveries (units × trials), planned first."""

    def __init__(self, purchase, system, start, condition, trials):
        self.purchase, self.system, self.units = purchase, system, purchase["units"]
        self.contract = np.where(condition, start + system.decision, np.inf) + np.zeros(trials)
        self.delivered = system.deliveries(self.contract, self.units)


def orders_of(option, systems, world, draws, name):
    """An option's orders; where the primary has no contract by the deadline, the fallback's instead of it."""
    always = np.ones(draws.trials, bool)
    fallback = option.get("fallback")
    make = lambda purchase, start, condition: Order(purchase, systems[purchase["system"]], start, condition, draws.trials)
    orders = {key: make(purchase, 0.0, always) for key, purchase in option["purchases"].items()}
    if fallback is None:
        return list(orders.values())
    if fallback["trigger"] != "contract":
        raise NotImplementedError("a fallback is triggered by the contract here")
    deadline = draws.quantity(fallback, "deadlineYear", f"options:{name}:fallback") - world.start
    primary = fallback["primary"]
    used = orders[primary].contract > deadline
    orders[primary] = make(option["purchases"][primary], 0.0, ~used)
    return list(orders.values()) + [make(purchase, deadline, used) for purchase in fallback["purchases"].values()]


def pay(orders, world):
    """Acquisition by year under the ceiling; deliveries that are not paid for wait. Returns payments, years × trials."""
    due, amount = [], []
    for order in orders:
        system, n = order.system, order.contract.size
        for dates, share, number in [(order.contract[None], system.contract_share, order.units), (order.delivered, 1 - system.contract_share, 1)]:
            year = np.minimum(dates, world.years - 1).astype(int)
            due.append(dates)
            amount.append(np.where(dates < world.years, share * number * at(system.unit_price, year), 0))
    due, amount = np.vstack(due), np.vstack(amount)
    rank = np.argsort(due, axis=0, kind="stable")
    due_sorted, amount_sorted = np.take_along_axis(due, rank, axis=0), np.take_along_axis(amount, rank, axis=0)
    n = due.shape[1]
    cell = np.minimum(due, world.years).astype(int) * n + np.arange(n)
    demand = np.bincount(cell.ravel(), amount.ravel(), (world.years + 1) * n).reshape(-1, n)[:-1]
    demanded = np.cumsum(demand, axis=0)
    paid = np.empty_like(demanded)
    before = np.zeros(n)
    for y in range(world.years):
        before = paid[y] = np.minimum(demanded[y], before + world.ceiling)

    # When each payment is complete: on its date, or along the year's ceiling where there are arrears.
    needed = np.cumsum(amount_sorted, axis=0)
    slack = 1e-9 * (1 + needed)
    year = sum((paid[y] < needed - slack).astype(int) for y in range(world.years))
    last = np.minimum(year, world.years - 1)
    zero = np.zeros((1, n))
    start, asked = at(np.vstack([zero, paid]), last), at(np.vstack([zero, demanded]), last)
    arrears = (start < asked - slack) | (at(paid, last) < at(demanded, last) - slack)
    late = np.maximum(due_sorted, last + np.clip((needed - start) / world.ceiling, 0, 1))
    date = np.where(year == world.years, np.inf, np.where(arrears, late, due_sorted))
    served = np.empty_like(date)
    np.put_along_axis(served, rank, np.where(due_sorted < world.years, date, np.inf), axis=0)
    row = 0
    for order in orders:
        order.delivered = np.maximum(order.delivered, served[row + 1:row + 1 + order.units])
        row += 1 + order.units
    return np.diff(np.vstack([zero, paid]), axis=0)


def present_cost(orders, acquisition, world, missile_price):
    """Present value of everything but the replacement of missiles fired."""
    total = (world.discount * acquisition).sum(axis=0)
    weight = world.discount * world.operation
    running = np.vstack([np.zeros(weight.shape[1]), np.cumsum(weight, axis=0)])
    for order in orders:
        system, T = order.system, world.years
        signed = np.minimum(order.contract, T - 1).astype(int)[None]
        total += np.where(order.contract < T, system.infrastructure * at(world.discount * world.equipment, signed)[0], 0)
        came = order.delivered < T
        year = np.minimum(order.delivered, T - 1).astype(int)
        total += np.where(came, system.training_cost * at(world.discount * world.equipment, year), 0).sum(axis=0)
        for kind, count in order.purchase.get("missiles", {}).items():
            total += np.where(came, system.share * count / order.units * at(world.discount * missile_price[kind], year), 0).sum(axis=0)
        start = np.minimum(order.delivered + system.training, T)
        whole = np.minimum(start, T - 1).astype(int)
        spent = at(running, whole) + (start - whole) * at(weight, whole)
        total += (np.where(came, running[-1] - spent, 0) * system.per_year).sum(axis=0)
        upgrade = order.delivered + system.mid_life_age
        then = np.minimum(upgrade, T - 1).astype(int)
        total += np.where(upgrade < T, system.mid_life_share * at(world.discount * system.unit_price, then), 0).sum(axis=0)
    return total


def through(mean, variance, capacity, capacity_variance, kill):
    """One pass of X attackers through C engagements, W = X − C normal: moments of those left on both sides, and engaged."""
    spread = variance + capacity_variance
    sure = spread < 1e-12
    deviation = np.sqrt(np.where(sure, 1, spread))
    gap = mean - capacity
    z = gap / deviation
    above, density = ndtr(z), np.exp(-0.5 * z * z) * (deviation / math.sqrt(2 * math.pi))
    excess = gap * above + density
    square = (gap * gap + spread) * above + gap * density
    engaged = np.where(sure, np.minimum(mean, capacity), np.clip(mean - excess, 0, mean))
    spread_engaged = np.where(sure, 0, np.maximum(0, variance + square - excess * excess - 2 * variance * above))
    shared = np.where(sure, 0, variance * (1 - above))
    shared_capacity = np.where(sure, 0, capacity_variance * above)
    left = variance + kill * kill * spread_engaged - 2 * kill * shared + kill * (1 - kill) * engaged
    rest = np.maximum(0, capacity_variance + spread_engaged - 2 * shared_capacity)
    return mean - kill * engaged, np.maximum(0, left), np.maximum(0, capacity - engaged), rest, engaged


class Layer:
    """A system as a raid meets it: kill probabilities by look, readiness, channels and missiles."""

    def __init__(self, system, draws):
        node, path = system.node, f"systems:{system.name}"
        self.name, self.n = system.name, draws.trials
        n = self.n
        self.works = draws.quantity(node["engagement"], "commonModeSuccess", f"{path}:engagement", 1.0)
        self.shots = []
        for target, shot in node["engagement"]["classes"].items():
            take = functools.partial(draws.quantity, shot, path=f"{path}:engagement:classes:{target}")
            miss, q, looks = (1 - take("killProbability")) ** shot.get("salvo", 1), take("detectionProbability", default=1.0), []
            for _ in range(shot.get("looks", 1)):
                looks.append(q * (1 - miss) + np.zeros(n))
                q = q * miss / (1 - q + q * miss)
            self.shots.append((target, shot.get("missile"), shot.get("salvo", 1), looks))
        self.kinds = {missile for _, missile, _, _ in self.shots if missile}
        self.is_ground = "ground" in node
        if self.is_ground:
            ground, take = node["ground"], functools.partial(draws.quantity, node["ground"], path=f"{path}:ground")
            self.targets = np.floor(take("channels") + 0.5) * np.floor(take("cycles", default=1.0) + 0.5)
            self.magazine = ground.get("readyMissiles", {})
            alert = {phase: draws.quantity(ground["alertShare"], phase, f"{path}:ground:alertShare", 1.0) for phase in ("peace", "conflict")}
            self.ready = {phase: take("availability", default=1.0) * np.minimum(alert[phase], take("crewedShare", default=1.0)) for phase in alert}
        else:
            fighter, take = node["fighter"], functools.partial(draws.quantity, node["fighter"], path=f"{path}:fighter")
            self.fit = take("homeDefenceShare") * take("missionCapableRate")
            sorties = draws.quantity(fighter["patrolSorties"], "conflict", f"{path}:fighter:patrolSorties")
            self.patrol = self.fit * sorties * take("hoursOnStation") / 48 * take("patrolCoverage", default=1.0)
            self.alert = math.floor(take("alertPairs") + 0.5)
            self.on_time = draws.quantity(fighter["onTimeProbability"], "conflict", f"{path}:fighter:onTimeProbability")
            self.aboard = take("missilesPerAircraft") * take("usableShare", default=1.0)

    def ready_units(self, units, phase):
        """Probabilities of 0, 1, … ready units of a ground system."""
        p = self.ready[phase]
        weights = [math.comb(units, r) * p ** r * (1 - p) ** (units - r) * self.works for r in range(units + 1)]
        weights[0] = weights[0] + 1 - self.works
        return weights

    def pairs(self, fleet, trial, most):
        """Probabilities of 0 … most fighter pairs for fleets of given trials, cases × pairs."""
        fit = np.floor(fleet * self.fit[trial] / 2 + 1e-9)
        patrol = np.minimum(fit, fleet * self.patrol[trial])
        below = np.floor(patrol)
        above, late, rows = patrol - below, 1 - self.on_time[trial], np.arange(len(fleet))
        works = (self.works + np.zeros(self.n))[trial]
        weights = np.zeros((len(fleet), most + 1))
        for extra, chance in [(0, (1 - above) * late), (1, above * late), (self.alert, (1 - above) * (1 - late)), (1 + self.alert, above * (1 - late))]:
            np.add.at(weights, (rows, np.minimum(below + extra, fit).astype(int)), chance * works)
        weights[:, 0] += 1 - works
        return weights

    def most_pairs(self, fleet):
        """Largest number of pairs that any trial can meet."""
        return int(np.max(np.minimum(np.floor(fleet * self.fit / 2 + 1e-9), np.floor(fleet * self.patrol) + 1 + self.alert)))

    def limits(self, units, kind):
        """Missiles of a kind that `units` units, or pairs of aircraft, have for one raid."""
        return units * self.magazine.get(kind, 0) if self.is_ground else np.floor(2 * units * self.aboard + 1e-9)


def fight(attackers, ready, layers, trials):
    """A raid of given size against given ready units: moments of leakers and the certain part by class, shots by missile."""
    left = {c: (np.full(trials, float(k)), np.zeros(trials), np.full(trials, float(k))) for c, k in attackers.items()}
    fired = {}
    for layer, units in zip(layers, ready):
        if units == 0:
            continue
        everything = units * layer.targets + np.zeros(trials) if layer.is_ground else np.full(trials, 1e6)
        channels = (everything, np.zeros(trials))
        stock = {kind: (layer.limits(units, kind) + np.zeros(trials), np.zeros(trials)) for kind in layer.kinds}
        for target, missile, salvo, looks in layer.shots:
            if target not in attackers:
                continue
            before = channels
            for look, kill in enumerate(looks):
                mean, variance, certain = left[target]
                capacity, spread = channels if look == 0 else before
                limited = False
                if missile:
                    missiles, doubt = stock[missile]
                    targets = np.where(doubt > 0, missiles / salvo, np.floor(missiles / salvo + 1e-9))
                    limited = targets < capacity
                    capacity, spread = np.where(limited, targets, capacity), np.where(limited, doubt / salvo ** 2, spread)
                certain = np.maximum(0, certain - np.where(spread > 0, everything, np.ceil(capacity - 1e-9)))
                mean, variance, rest, rest_spread, engaged = through(mean, variance, capacity, spread, kill)
                left[target] = mean, variance, certain
                if look == 0:
                    channels = (np.where(limited, np.maximum(0, channels[0] - engaged), rest), np.where(limited, channels[1], rest_spread))
                if missile:
                    fired[missile] = fired.get(missile, 0) + engaged * salvo
                    stock[missile] = (np.maximum(0, missiles - engaged * salvo), np.where(limited, rest_spread * salvo ** 2, doubt))
    return left, fired


def surviving(left, shares):
    """E[Π z^L]: what a raid leaves of each site; leakers beyond the certain ones as a matched binomial."""
    result = 1.0
    for target, (mean, variance, certain) in left.items():
        z, rest = shares[target], np.maximum(mean - certain, 0)
        a = 1 - variance / np.maximum(rest, 1e-12)
        even = np.abs(a) < 1e-7
        a = np.where(even, 1, a)
        with np.errstate(over="ignore", invalid="ignore"):
            part = np.where(even, np.exp(-rest * (1 - z)), np.maximum(1 - a * (1 - z), 0) ** (rest / a))
        result = result * z ** certain * np.where(rest < 1e-12, 1, part)
    return result


class Raids:
    """What one raid does to each site, by raid kind and ready forces: tables that are filled when they are asked for."""

    def __init__(self, scenario, layers, programmes, draws):
        self.scenario, self.layers, self.draws, self.n = scenario, layers, draws, draws.trials
        self.missiles = sorted({kind for layer in layers for kind in layer.kinds}, key=list(scenario["missiles"]).index)
        self.programmes = programmes
        self.mixes = {name: self.mix(raid, f"raids:{name}") for name, raid in scenario["raids"].items()}
        self.mixes["reference"] = self.mix(scenario["referenceRaid"], "referenceRaid")
        self.fights, self.rows = {}, {}
        self.vulnerability = {False: self.leaker_survival(False), True: self.leaker_survival(True)}

    def mix(self, raid, path):
        parts = [(tuple(sorted(a["attackers"].items())), self.draws.quantity(a, "weight", f"{path}:archetypes:{key}") + np.zeros(self.n))
                 for key, a in raid["archetypes"].items()]
        total = sum(weight for _, weight in parts)
        return [(attackers, weight / total) for attackers, weight in parts]

    def leaker_survival(self, protected):
        """Share of each site that survives one leaker of a class, sites × trials; with the programmes at work or without."""
        result = {}
        for target, node in self.scenario["threatClasses"].items():
            rows = []
            for name, site in self.scenario["sites"].items():
                part = []
                for own in ("hitProbability", "damageShare"):
                    inside = target in site.get(own, {})
                    value = self.draws.quantity(site[own], target, f"sites:{name}:{own}") if inside else self.draws.quantity(node, own, f"threatClasses:{target}")
                    factor = {"hitProbability": "hitFactor", "damageShare": "damageFactor"}[own]
                    for system in self.programmes if protected else []:
                        value = value * self.draws.quantity(system.node["programme"].get(factor, {}), target, f"systems:{system.name}:programme:{factor}", 1.0)
                    part.append(value)
                rows.append(1 - part[0] * np.minimum(1, part[1]) + np.zeros(self.n))
            result[target] = np.array(rows)
        return result

    def fight(self, attackers, ready, protected):
        """One raid of a size: damage to each site, leakers, shots by missile."""
        present = {target for target, _ in attackers}
        met = tuple(units if any(shot[0] in present for shot in layer.shots) else 0 for layer, units in zip(self.layers, ready))
        key = attackers, met, protected
        if key not in self.fights:
            left, fired = fight(dict(attackers), met, self.layers, self.n)
            leakers = sum(mean for mean, _, _ in left.values())
            shots = np.array([fired.get(kind, 0) + np.zeros(self.n) for kind in self.missiles])
            self.fights[key] = 1 - surviving(left, self.vulnerability[protected]), leakers, shots
        return self.fights[key]

    def row(self, raid, ready, protected):
        """In expectation over sizes: damage to each site, then leakers, shots and squared shots, rows × trials."""
        key = raid, ready, protected
        if key not in self.rows:
            damage, tail = 0, 0
            for attackers, weight in self.mixes[raid]:
                one, leakers, shots = self.fight(attackers, ready, protected)
                damage = damage + weight * one
                tail = tail + weight * np.vstack([leakers[None], shots, shots ** 2])
            self.rows[key] = np.vstack([damage, tail])
        return self.rows[key]

    def mixed(self, raid, units, pairs, phase, protected):
        """The same in expectation over which ground units are ready; `pairs` of fighters come first where there are any."""
        ground = [layer for layer in self.layers if layer.is_ground]
        weights = [layer.ready_units(k, phase) for layer, k in zip(ground, units)]
        total = 0
        for ready in itertools.product(*[range(len(w)) for w in weights]):
            weight = functools.reduce(np.multiply, [w[r] for w, r in zip(weights, ready)], 1.0)
            places = iter(ready)
            forces = tuple(next(places) if layer.is_ground else pairs for layer in self.layers)
            total = total + weight * self.row(raid, forces, protected)
        return total


def beyond(stock, mean, variance):
    """P(D > S) and E[min(D, S)] / E[D] for a gamma demand; a stock that is nothing serves nothing."""
    mean, variance = np.maximum(mean, 1e-300), np.maximum(variance, 1e-300)
    shape, x = mean * mean / variance, np.maximum(stock, 0) * mean / variance
    above = gammaincc(shape, x)
    served = 1 - gammaincc(shape + 1, x) + stock / mean * above
    return above, np.clip(served, 0, np.minimum(1, stock / mean))


def value_left(stock, mean, variance, served, unserved):
    """E[exp(−a min(D, S) − b (D − S)⁺)] for a gamma demand: what is left where a unit of demand takes a served, b unserved."""
    shape, scale = mean * mean / variance, variance / mean
    within = (1 + served * scale) ** -shape * (1 - gammaincc(shape, stock * (1 / scale + served)))
    upper = gammaincc(shape, stock * (1 / scale + unserved))
    exponent = (unserved - served) * stock - shape * np.log1p(unserved * scale)
    return within + np.where(upper > 0, np.exp(np.minimum(exponent, 700)) * upper, 0)


class Stock:
    """A stock at the start of a year of conflict: it ran out before (then it is `low`), or did not (then `high` on average)."""

    def __init__(self, ran_out, low, high):
        self.ran_out, self.low, self.high = ran_out, low, high

    def mix(self, function):
        high = function(self.high)
        return high if self.ran_out is None else self.ran_out * function(self.low) + (1 - self.ran_out) * high

    def fill_rate(self, mean, variance):
        return np.where(mean > 0, self.mix(lambda stock: beyond(stock, mean, variance)[1]), 1)

    def later(self, mean, variance, owned, restock):
        """The stock a year later."""
        def after(stock):
            above, served = beyond(stock, mean, variance)
            fired = np.where(above < 1, (served * mean - stock * above) / np.maximum(1 - above, 1e-300), stock)
            return above, np.maximum(0, stock - fired)

        ran_out, left = after(self.high)
        if self.ran_out is not None:
            again, rest = after(self.low)
            lasting = (1 - self.ran_out) * (1 - ran_out) + self.ran_out * (1 - again)
            both = (1 - self.ran_out) * (1 - ran_out) * left + self.ran_out * (1 - again) * rest
            left, ran_out = np.where(lasting > 0, both / np.maximum(lasting, 1e-300), 0), 1 - lasting
        return Stock(ran_out, np.minimum(owned, restock), left + np.minimum(restock, np.maximum(0, owned - left)))


class Cases:
    """The distinct (trial, forces, stock) that all options and years of a batch meet, and what a year brings in each."""

    def __init__(self, raids, world, trial, fleet, units, protected, stock):
        self.raids, self.world, self.trial, self.stock = raids, world, trial, stock
        scenario, draws = raids.scenario, raids.draws
        self.sites = list(scenario["sites"])
        self.value = self.of_trial([draws.quantity(site, "valueMEurPerYear", f"sites:{name}") for name, site in scenario["sites"].items()])
        self.ground = [layer for layer in raids.layers if layer.is_ground]
        self.fighter = next(layer for layer in raids.layers if not layer.is_ground)
        most = self.fighter.most_pairs(fleet.max())
        self.pairs = self.fighter.pairs(fleet, trial, most)
        self.units, self.protected, self.most = units, protected, most
        self.tables, self.found = {}, {}

    def of_trial(self, columns):
        return np.array([(np.zeros(self.raids.n) + column)[self.trial] for column in columns])

    def table(self, raid, phase, states):
        """Rows for each state of ground units, programmes included: states × pairs × rows × trials."""
        pairs = range(self.most + 1) if phase == "conflict" else [0]
        return np.array([[self.raids.mixed(raid, state[:-1], p, phase, bool(state[-1])) for p in pairs] for state in states])

    def look_up(self, raid, phase, removed, chosen):
        """Damage at each site and the sites' mean of the rest, for chosen cases while some systems are out of missiles."""
        units = self.units[chosen] * np.array([layer.name not in removed for layer in self.ground])[None, None, :]
        programmes = np.broadcast_to(self.protected[chosen][:, None, None], units.shape[:2] + (1,))
        code = np.zeros(units.shape[:2], int)
        sizes = [int(self.units[..., g].max(initial=0)) + 1 for g in range(len(self.ground))] + [2]
        for g, size in enumerate(sizes):
            code = code * size + (units[..., g] if g < len(self.ground) else programmes[..., 0])
        present, index = np.unique(code, return_inverse=True)
        index = index.reshape(code.shape)
        states = [tuple(int(part) for part in np.unravel_index(one, sizes)) for one in present]
        table, trial = self.table(raid, phase, states), self.trial[chosen]
        grounded = phase == "peace" or self.fighter.name in removed
        pairs = np.ones((len(chosen), 1)) if grounded else self.pairs[chosen]
        table = table[:, :pairs.shape[1]]
        kinds, share = len(self.sites), self.shares(raid)
        damage, rest = np.empty((kinds, len(chosen))), 0
        for s in range(kinds):
            damage[s] = (pairs * table[index[:, s], :, s, trial]).sum(axis=1)
            if share is not None and share[s] > 0:
                rest = rest + share[s] * np.einsum("cp,cpr->rc", pairs, table[index[:, s], :, kinds:, trial])
        return damage, rest

    def shares(self, raid):
        if raid == "reference":
            return None
        targets = self.raids.scenario["raids"][raid]["targets"]
        return [targets.get(site, 0) / sum(targets.values()) for site in self.sites]

    def losses(self, raid, damage, chosen):
        """Loss of a year, and the sites' mean exposure weighed by their losses."""
        node, path, draws = self.raids.scenario["raids"][raid], f"raids:{raid}", self.raids.draws
        rate, k = self.rate(raid)[chosen], draws.quantity(node, "dispersion", path)
        exposure = rate * np.array(self.shares(raid))[:, None] * damage
        loss = self.value[:, chosen] * -np.expm1(-k * np.log1p(exposure / k))
        total = loss.sum(axis=0)
        return total, (loss * exposure).sum(axis=0) / np.maximum(total, 1e-300)

    def rate(self, raid):
        return self.of_trial([self.raids.draws.quantity(self.raids.scenario["raids"][raid], "ratePerYear", f"raids:{raid}")])[0]

    def peace(self, raid):
        """Loss and leakers of a year of peace, in which nothing that is short is fired."""
        everyone = np.arange(len(self.trial))
        damage, rest = self.look_up(raid, "peace", frozenset(), everyone)
        return self.losses(raid, damage, everyone)[0], self.rate(raid) * rest[0]

    def protection(self):
        """One minus the damage of the reference raid over that to undefended sites, mean over sites."""
        damage, _ = self.look_up("reference", "conflict", frozenset(), np.arange(len(self.trial)))
        bare = self.raids.mixed("reference", (0,) * len(self.ground), 0, "conflict", False)[:len(self.sites), self.trial]
        return np.mean(1 - damage / bare, axis=0)

    def conflict(self, raid, restock, years):
        """Loss, leakers and shots of the first, second … year of a conflict: a list of (loss, leakers, shots)."""
        everyone, kinds = np.arange(len(self.trial)), self.raids.missiles
        k, rate = self.raids.draws.quantity(self.raids.scenario["raids"][raid], "dispersion", f"raids:{raid}"), self.rate(raid)
        damage, rest = self.look_up(raid, "conflict", frozenset(), everyone)
        loss, exposure = self.losses(raid, damage, everyone)
        shots, squares = rest[1:1 + len(kinds)], rest[1 + len(kinds):]
        mean, variance = rate * shots, rate * squares + rate * rate / k * shots * shots
        groups = {}
        for layer in self.raids.layers:
            groups.setdefault(tuple(sorted(kinds.index(kind) for kind in layer.kinds)), set()).add(layer.name)
        groups = [(kind, names) for kind, names in groups.items() if kind]
        stock = [Stock(None, None, self.stock[m]) for m in range(len(kinds))]
        result = []
        for year in range(years):
            if year > 0:
                stock = [stock[m].later(mean[m], variance[m], self.stock[m], restock[m][self.trial]) for m in range(len(kinds))]
            result.append(self.limited(raid, damage, rest, loss, exposure, mean, variance, groups, stock, rate, k))
        return result

    def limited(self, raid, damage, rest, loss, exposure, mean, variance, groups, stock, rate, k):
        """A year with the given stocks: raids find the systems that share a short stock with missiles, or without."""
        kinds = range(len(mean))
        fill = np.array([stock[m].fill_rate(mean[m], variance[m]) for m in kinds])
        tilt = 1 / (1 + exposure * variance / np.maximum(mean * mean, 1e-300))
        tilted = np.array([np.where(fill[m] < 1 - 1e-5, stock[m].fill_rate(tilt[m] * mean[m], tilt[m] ** 2 * variance[m]), fill[m]) for m in kinds])
        wanted = [np.maximum(mean[list(kind)].sum(axis=0), 1e-300) for kind, _ in groups]
        rates = [np.where(w > 1e-200, (mean * fill)[list(kind)].sum(axis=0) / w, 1) for (kind, _), w in zip(groups, wanted)]
        loss_rates = [np.where(w > 1e-200, (mean * tilted)[list(kind)].sum(axis=0) / w, 1) for (kind, _), w in zip(groups, wanted)]
        short = [r < 1 - 1e-5 for r in rates]
        rates = [np.where(s, r, 1) for s, r in zip(short, rates)]
        loss_rates = [np.where(s, r, 1) for s, r in zip(short, loss_rates)]
        for g, (kind, names) in enumerate(groups):
            far = np.flatnonzero(short[g] & (rates[g] < 0.9))
            if len(far) > 0:
                loss_rates[g][far] = self.far_short(raid, damage, mean, variance, fill, stock, rate, kind, names, loss_rates[g], far)
        new_damage, new_rest = damage.copy(), rest.copy()
        some = np.flatnonzero(np.any(short, axis=0))
        if len(some) == 0:
            return loss, rate * rest[0], mean
        new_damage[:, some], new_rest[:, some] = 0, 0
        for out in itertools.product([False, True], repeat=len(groups)):
            chosen = np.flatnonzero(np.all([s | ~np.bool_(o) for s, o in zip(short, out)], axis=0) & np.any(short, axis=0))
            if len(chosen) == 0:
                continue
            removed = frozenset().union(*[names for o, (_, names) in zip(out, groups) if o])
            d, x = (damage[:, chosen], rest[:, chosen]) if not removed else self.look_up_once(raid, removed, chosen)
            new_damage[:, chosen] += d * np.prod([1 - r[chosen] if o else r[chosen] for o, r in zip(out, loss_rates)], axis=0)
            new_rest[:, chosen] += x * np.prod([1 - r[chosen] if o else r[chosen] for o, r in zip(out, rates)], axis=0)
        new_loss, _ = self.losses(raid, new_damage, np.arange(len(self.trial)))
        return new_loss, rate * new_rest[0], rate * new_rest[1:1 + len(mean)]

    def look_up_once(self, raid, removed, chosen):
        """`look_up` for cases that may be asked for again."""
        if removed not in self.found:
            size, rows = len(self.trial), 1 + 2 * len(self.raids.missiles)
            self.found[removed] = np.zeros(size, bool), np.empty((len(self.sites), size)), np.empty((rows, size))
        known, damage, rest = self.found[removed]
        new = chosen[~known[chosen]]
        if len(new) > 0:
            damage[:, new], rest[:, new] = self.look_up(raid, "conflict", removed, new)
            known[new] = True
        return damage[:, chosen], rest[:, chosen]

    def far_short(self, raid, damage, mean, variance, fill, stock, rate, kind, names, before, far):
        """Share of raids served, for losses, so that a year leaves what it does when the stock serves raids until it runs out."""
        missing = np.array([(mean[m] * (1 - fill[m]))[far] for m in kind])
        worst = missing.argmax(axis=0)
        pick = lambda columns: np.choose(worst, [columns[m][far] for m in kind])
        mu, var = pick(mean), pick(variance)
        share = np.array(self.shares(raid))[:, None]
        low = rate[far] * share * damage[:, far]
        high = rate[far] * share * self.look_up_once(raid, frozenset(names), far)[0]
        matters = self.value[:, far] * np.maximum(0, high - low)
        weight = np.maximum(matters.sum(axis=0), 1e-300)
        served, unserved = (matters * low).sum(axis=0) / weight, (matters * high).sum(axis=0) / weight
        shape = mu * mu / var
        one = lambda amount: np.where(amount > 0, value_left(np.maximum(amount, 1e-300), mu, var, served / mu, unserved / mu), (1 + unserved * var / mu / mu) ** -shape)
        left = one(pick([s.high for s in stock]))
        if stock[0].ran_out is not None:
            ran_out = pick([s.ran_out for s in stock])
            left = ran_out * one(pick([s.low for s in stock])) + (1 - ran_out) * left
        mixed = shape * np.expm1(-np.log(left) / shape)
        differs = unserved > served * (1 + 1e-9)
        rates = np.clip((unserved - mixed) / np.where(differs, unserved - served, 1), 0, 1)
        return np.where(differs, rates, before[far])


def covering(purchase, scenario):
    """Sites covered by the first k units of a purchase, (units + 1) × sites."""
    sites = list(scenario["sites"].items())
    table = np.zeros((purchase["units"] + 1, len(sites)), int)
    for j in range(purchase["units"]):
        place = purchase["siting"][j % len(purchase["siting"])]
        area = [site.get("area") == place for _, site in sites]
        table[j + 1] = table[j] + np.array(area if any(area) else [name == place for name, _ in sites])
    return table


def simulate(scenario, draws):
    """Outcomes of every option and trial: {outcome: options × trials}."""
    n, world, options = draws.trials, World(scenario, draws), scenario["options"]
    every = [p for o in options.values() for p in [*o["purchases"].values(), *(o.get("fallback") or {"purchases": {}})["purchases"].values()]]
    used = {p["system"] for p in every} | {asset["system"] for asset in scenario["assets"].values()}
    systems = {name: System(name, node, scenario, world, draws) for name, node in scenario["systems"].items() if name in used}
    layers = [Layer(system, draws) for system in systems.values() if "engagement" in system.node]
    programmes = [system for system in systems.values() if "programme" in system.node]
    raids = Raids(scenario, layers, programmes, draws)
    price = {kind: world.price(scenario["missiles"][kind], "priceMEur", f"missiles:{kind}", draws) for kind in raids.missiles}
    restock = [draws.quantity(scenario["missiles"][kind], "restockPerYear", f"missiles:{kind}", np.inf) + np.zeros(n) for kind in raids.missiles]

    cost, forces = [], []
    for name, option in options.items():
        orders = orders_of(option, systems, world, draws, name)
        cost.append(present_cost(orders, pay(orders, world), world, price))
        forces.append(forces_of(orders, scenario, raids, world, n))
    fleet, units, protected, stock = [np.array(part) for part in zip(*forces)]

    # Options and years that meet the same forces and stocks in the same trial are one case.
    ground = units.shape[-1]
    flat = np.column_stack([fleet.reshape(-1), protected.reshape(-1), np.moveaxis(np.rint(stock * 1e4), 1, -1).reshape(-1, len(raids.missiles)),
                            units.reshape(-1, units.shape[-2] * ground)]).astype(np.int64)
    multipliers = np.random.default_rng(1).integers(1, 2 ** 62, flat.shape[1]) | 1
    trial = np.broadcast_to(np.arange(n), fleet.shape).reshape(-1)
    with np.errstate(over="ignore"):
        key = (flat * multipliers).sum(axis=1) * n + trial
    _, first, inverse = np.unique(key, return_index=True, return_inverse=True)
    inverse = inverse.reshape(fleet.shape)
    take = lambda array: array.reshape((-1,) + array.shape[3:])[first]
    cases = Cases(raids, world, trial[first], take(fleet), take(units), take(protected), np.moveaxis(stock, 1, 0).reshape(len(raids.missiles), -1)[:, first])
    return outcomes(scenario, world, cases, inverse, np.array(cost), price, restock)


def forces_of(orders, scenario, raids, world, n):
    """In the middle of every year: the fleet, ground units by site and system, programmes at work, missiles owned."""
    middle = np.arange(world.years) + 0.5
    shape = (world.years, n)
    fleet, protected = np.zeros(shape, int), np.zeros(shape, int)
    ground = [layer.name for layer in raids.layers if layer.is_ground]
    units = np.zeros(shape + (len(scenario["sites"]), len(ground)), int)
    stock = np.zeros((len(raids.missiles),) + shape)
    for asset in scenario["assets"].values():
        there = (middle >= asset.get("fromYear", world.start) - world.start)[:, None]
        fleet += there * asset["units"]
        for kind, count in asset.get("missiles", {}).items():
            stock[raids.missiles.index(kind)] += there * count
    for order in orders:
        node = order.system.node
        came = (order.delivered[None] <= middle[:, None, None]).sum(axis=1)
        working = (order.delivered[None] + order.system.training <= middle[:, None, None]).sum(axis=1)
        for kind, count in order.purchase.get("missiles", {}).items():
            stock[raids.missiles.index(kind)] += count / order.units * came
        if "fighter" in node:
            fleet += working
        elif "programme" in node:
            protected |= working > 0
        else:
            units[..., ground.index(order.system.name)] += covering(order.purchase, scenario)[working]
    return fleet, units, protected, stock


def outcomes(scenario, world, cases, inverse, cost, price, restock):
    """Adds up the years: peace and each year of a conflict, with their probabilities."""
    kind = {raid["phase"]: name for name, raid in scenario["raids"].items()}
    peace_loss, peace_leakers = cases.peace(kind["peace"])
    war = cases.conflict(kind["conflict"], restock, int(world.duration.max()))
    calm = 1 - world.conflict
    loss, leakers = calm * peace_loss[inverse], calm * peace_leakers[inverse]
    fired = np.zeros(leakers.shape)
    replaced = np.zeros(leakers.shape)
    for j, (war_loss, war_leakers, shots) in enumerate(war):
        began = np.vstack([np.zeros((j, world.onset.shape[1])), world.onset[:world.years - j]])
        chance = np.where(j < world.duration, began, 0)
        loss += chance * war_loss[inverse]
        leakers += chance * war_leakers[inverse]
        for m, name in enumerate(cases.raids.missiles):
            used = shots[m][inverse]
            fired += chance * used
            for later in range(1, world.years):
                again = np.clip(used[:, :-later] - (later - 1) * restock[m], 0, restock[m])
                if not again.any():
                    break
                replaced[:, later:] += chance[:-later] * again * price[name][later:]
    loss = (world.discount * loss).sum(axis=1)
    reference = list(scenario["options"]).index(scenario["referenceOption"])
    return {
        "cost_meur": cost + (world.discount * replaced).sum(axis=1),
        "loss_meur": loss,
        "loss_averted_meur": loss[reference] - loss,
        "protected_years": cases.protection()[inverse].sum(axis=1),
        "interceptors_fired": fired.sum(axis=1),
        "leakers": leakers.sum(axis=1),
    }


def refuse_what_is_missing(scenario):
    """What the model knows and this program does not, by name."""
    if "referenceRaid" in scenario:
        raise NotImplementedError("numpy does not know engagements as a total and capital payments at the prices of their year")
    used = [p for o in scenario["options"].values() for p in [*o["purchases"].values(), *(o.get("fallback") or {"purchases": {}})["purchases"].values()]]
    systems = [scenario["systems"][name] for name in {p["system"] for p in used} | {a["system"] for a in scenario["assets"].values()}]
    missing = {
        "correlations of inputs that are not lognormal": any(":slip" not in c["second"] and ":costGrowth" not in c["second"] for c in scenario.get("correlations", [])),
        "regimes": any("regime" in o for o in scenario["options"].values()),
        "joint purchases, order years": any("jointPurchase" in p or "orderYear" in p for p in used),
        "learning, dollar prices, flying hours, disposal": any({"learningSlope", "unitPriceMUsd", "flyingHoursPerYear", "disposalMEur"} & set(s["cost"]) for s in systems),
        "service lives": any("serviceLifeYears" in s["schedule"] for s in systems),
        "ground assets": any("ground" in scenario["systems"][a["system"]] for a in scenario["assets"].values()),
        "programmes that change values, or at some sites only": any({"sites", "valueFactor"} & set(s.get("programme", {})) for s in systems),
        "a value of life, residual value, profiles": bool({"statisticalLifeMEur", "residualValue", "ceilingProfile", "stretchPenalty"} & set(scenario["economy"])) or "onsetProfile" in scenario["conflict"],
        "other than one raid kind in peace and one in conflict, clustered": sorted(r["phase"] for r in scenario["raids"].values()) != ["conflict", "peace"] or not all("dispersion" in r for r in scenario["raids"].values()),
        "weights of sites": any(s.get("weight", 1) != 1 for s in scenario["sites"].values()),
    }
    for what, there in missing.items():
        if there:
            raise NotImplementedError(f"numpy does not know {what}")


def read_draws(file):
    with open(file, newline="") as source:
        rows = csv.reader(source)
        header = next(rows)
        columns = np.array([[float(cell) for cell in row] for row in rows]).T
    return dict(zip(header, columns))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("scenario")
    parser.add_argument("--trials", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=500, help="trials that are arrays together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", help="draws.csv of a run: its trials instead of own samples")
    parser.add_argument("--output", help="means and standard errors")
    parser.add_argument("--by-trial", help="outcomes of every trial and option")
    arguments = parser.parse_args()
    with open(arguments.scenario) as source:
        scenario = json.load(source)
    try:
        refuse_what_is_missing(scenario)
    except NotImplementedError as refusal:
        print(refusal)
        sys.exit(3)
    rng = np.random.default_rng(arguments.seed)
    table = read_draws(arguments.draws) if arguments.draws else None
    trials = len(next(iter(table.values()))) if table else arguments.trials
    simulate(scenario, Draws(scenario, 20, np.random.default_rng(0)))
    parts, seconds = [], []
    for first in range(0, trials, arguments.batch):
        count = min(arguments.batch, trials - first)
        part = {path: column[first:first + count] for path, column in table.items()} if table else None
        start = time.perf_counter()
        parts.append(simulate(scenario, Draws(scenario, count, rng, part)))
        seconds.append((time.perf_counter() - start) / count)
    result = {name: np.hstack([part[name] for part in parts]) for name in OUTCOMES}
    names = list(scenario["options"])
    if arguments.output:
        with open(arguments.output, "w", newline="") as target:
            target.write("option,outcome,mean,standard_error\n")
            for o, option in enumerate(names):
                for name in OUTCOMES:
                    target.write(f"{option},{name},{result[name][o].mean()!r},{result[name][o].std(ddof=1) / math.sqrt(trials)!r}\n")
    if arguments.by_trial:
        with open(arguments.by_trial, "w", newline="") as target:
            target.write("trial,option," + ",".join(OUTCOMES) + "\n")
            for t in range(trials):
                for o, option in enumerate(names):
                    target.write(f"{t},{option}," + ",".join(repr(float(result[name][o, t])) for name in OUTCOMES) + "\n")
    print(f"numpy {np.__version__}: {trials} trials, microseconds per trial: least {1e6 * min(seconds):.1f} median {1e6 * float(np.median(seconds)):.1f}")


if __name__ == "__main__":
    main()
