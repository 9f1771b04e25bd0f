"""The expected evaluation in plain numpy, for scenarios like the baseline whose missiles last.

What an analyst with an afternoon and no special tools would write from src/CostSim/MODEL.md. Prices, orders and payments are arrays with a
column for each trial. Engagements are enumerated: what a layer makes of the attackers that come is a matrix from what arrives to what gets
through, the mean over what is ready, and a raid is a product of such matrices. It assumes that no stock runs short, so that no raid depends
on another one; `ample.py` makes such a copy of a scenario. It reads the resolved scenario of a run; what it does not know it refuses by name.

Exit code 3 for what it does not know. Usage: baseline_numpy.py SCENARIO [--trials N] [--batch N] [--seed S] [--draws CSV] [--output CSV] [--by-trial CSV]
"""
import argparse
import csv
import functools
import json
import math
import sys
import time

import numpy as np
from scipy.stats import binom

OUTCOMES = ["cost_meur", "loss_meur", "loss_averted_meur", "protected_years", "interceptors_fired", "shot_down", "leakers", "deaths_averted",
            "interceptors_meur", "attackers_meur", "ioc_year", "foc_year"]
LETTERS = "abcdefghijklmnopqrstuvwxyz"


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
            # What no option uses is not drawn, and is not a number here.
            self.known[path] = self.table.get(path, np.full(self.trials, np.nan)) if self.table is not None else self.sample(path, node)
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
        self.ceiling = np.broadcast_to(take("acquisitionCeilingMEur", default=np.inf) + np.zeros(n), (self.years, n))
        self.stretch = take("stretchPenalty")
        self.nothing = np.zeros((self.years, n))
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


class System:
    """What a trial says of a system, whichever option buys it."""

    def __init__(self, name, node, scenario, world, draws):
        path = f"systems:{name}"
        self.name, self.node, self.scenario, self.draws = name, node, scenario, draws
        cost, schedule = node["cost"], node["schedule"]
        money = functools.partial(draws.quantity, cost, path=f"{path}:cost")
        time = functools.partial(draws.quantity, schedule, path=f"{path}:schedule")
        self.share = money("airDefenceShare", default=1.0)
        self.unit_price = world.price(cost, "unitPriceMEur", f"{path}:cost", draws) * money("costGrowth", default=1.0) * self.share
        self.contract_share = money("contractShare", default=0.3)
        self.infrastructure = money("infrastructureMEur") * self.share
        self.training_cost = money("initialTrainingMEur") * self.share
        self.per_year = (money("supportMEurPerYear") + money("postsPerUnit") * world.post) * self.share
        self.mid_life_share, self.mid_life_age = money("midLifeShare"), money("midLifeAgeYears", default=12.0)
        slip = time("slip", default=1.0)
        self.lead, self.interval = time("leadYears") * slip, time("intervalYears") * slip
        self.training = time("trainingYears")

    @functools.cached_property
    def queue(self):
        """Years by which the supplier serves others first."""
        supplier = self.node.get("supplier")
        if not supplier:
            return 0.0
        owner, path = self.scenario["suppliers"][supplier], f"suppliers:{supplier}"
        hit = self.draws.chance(f"{path}:queue") < self.draws.quantity(owner, "queueProbability", path)
        return np.where(hit, self.draws.quantity(owner, "queueYears", path), 0)

    @functools.cached_property
    def decision(self):
        """Time from order to contract; never where the decision is to cancel."""
        path, schedule, draws, procurement = f"systems:{self.name}", self.node["schedule"], self.draws, self.scenario["procurement"]
        own = "decision" in schedule
        owner = schedule["decision"] if own else procurement["decision"]
        take = functools.partial(draws.quantity, owner, path=f"{path}:schedule:decision" if own else "procurement:decision")
        delay = take("delayYears") + np.zeros(draws.trials)
        if "shockProbability" in owner:
            shock = draws.chance(f"{path}:politicalShock") < take("shockProbability")
            delay = delay + np.where(shock, take("shockYears"), 0)
        if "negotiationYears" in schedule:
            delay = delay + draws.quantity(schedule, "negotiationYears", f"{path}:schedule")
        else:
            delay = delay + draws.quantity(procurement, "negotiationYears", "procurement")
        if "cancellationProbability" in owner:
            delay = np.where(draws.chance(f"{path}:cancellation") < take("cancellationProbability"), np.inf, delay)
        return delay


class Order:
    """A purchase and what became of it: contract, planned and actual deliveries (units × trials), the day it was given up."""

    def __init__(self, purchase, system, start, scenario, draws):
        self.purchase, self.system, self.units = purchase, system, purchase["units"]
        name = purchase.get("jointPurchase")
        joint, path = (scenario["procurement"]["jointPurchases"][name], f"procurement:jointPurchases:{name}") if name else ({}, "")
        self.factor = 1 - draws.quantity(joint, "discount", path)
        self.infrastructure = system.infrastructure * draws.quantity(joint, "fixedCostShare", path, 1.0)
        self.contract = start + np.maximum(0, system.decision + draws.quantity(joint, "coordinationYears", path))
        self.planned = self.contract + system.lead + np.arange(self.units)[:, None] * system.interval + system.queue
        self.delivered = self.planned
        self.ended = np.full(draws.trials, np.inf)
        self.counts = np.ones(draws.trials, bool)

    def only(self, where):
        """Not ordered in other trials."""
        self.counts = where
        self.contract = np.where(where, self.contract, np.inf)
        self.planned = self.delivered = np.where(where, self.planned, np.inf)


def orders_of(option, systems, scenario, world, draws, name):
    """An option's orders, then its fallback's, which are placed when the primary is given up; the primary (or None), share of the fee."""
    make = lambda purchase, start: Order(purchase, systems[purchase["system"]], start, scenario, draws)
    orders = {key: make(purchase, 0.0) for key, purchase in option.get("purchases", {}).items()}
    fallback = option.get("fallback")
    if fallback is None:
        return list(orders.values()), None, 0.0
    path, primary = f"options:{name}:fallback", orders[fallback["primary"]]
    deadline = draws.quantity(fallback, "deadlineYear", path) - world.start
    tested = primary.contract if fallback.get("trigger", "contract") == "contract" else primary.planned[0]
    used = tested > deadline
    primary.ended = np.where(used, np.maximum(0, deadline), np.inf)
    primary.counts = ~used
    later = [make(purchase, deadline) for purchase in fallback["purchases"].values()]
    for order in later:
        order.only(used)
    return list(orders.values()) + later, primary, draws.quantity(fallback, "terminationFeeShare", path)


class Payments:
    """Capital payments of an option: those at contract, those with a unit; what the ceiling covers of each, and the rest, by year of payment."""

    def __init__(self, orders, world, missile_price, covers):
        self.orders, self.world = orders, world
        self.rows = [(order, unit) for order in orders for unit in range(-1, order.units)]
        parts = [self.parts(order, unit, missile_price) for order, unit in self.rows]
        self.covered = np.array([sum([part for kind, part in one.items() if kind in covers], world.nothing) for one in parts])
        self.free = np.array([sum([part for kind, part in one.items() if kind not in covers], world.nothing) for one in parts])
        self.queued = np.array([bool(set(covers) & self.kinds(order, unit)) for order, unit in self.rows])
        due = np.array([order.contract if unit < 0 else order.planned[unit] for order, unit in self.rows])
        ended = np.array([order.ended for order, _ in self.rows])
        self.due, self.ended = np.where((due < world.years) & (due < ended), due, np.inf), ended
        self.unpaid = np.ones(due.shape)

    def parts(self, order, unit, missile_price):
        """Components of a payment by what they buy, years × trials each."""
        system, world = order.system, self.world
        if unit < 0:
            units = system.contract_share * order.units * order.factor * system.unit_price
            return {"units": units, "infrastructure": order.infrastructure * world.equipment + world.nothing}
        missiles = [count / order.units * missile_price[kind] * system.share for kind, count in order.purchase.get("missiles", {}).items()]
        return {"units": (1 - system.contract_share) * order.factor * system.unit_price, "missiles": sum(missiles, world.nothing),
                "initialTraining": system.training_cost * world.equipment + world.nothing}

    @staticmethod
    def kinds(order, unit):
        """What may wait in the queue."""
        if unit < 0:
            return {"units"} | ({"infrastructure"} if np.any(order.infrastructure > 0) else set())
        bought = any(count > 0 for count in order.purchase.get("missiles", {}).values())
        return {"units"} | ({"missiles"} if bought else set()) | ({"initialTraining"} if np.any(order.system.training_cost > 0) else set())

    def serve(self):
        """Present value of what is paid; what is delivered waits until it is paid for."""
        world, n = self.world, self.due.shape[1]
        due = np.where(self.queued[:, None], self.due, np.inf)
        date, total, every = np.where(self.queued[:, None], np.inf, self.due), np.zeros(n), np.arange(n)
        rank = np.argsort(due, axis=0, kind="stable")
        for y in range(world.years):
            ceiling, spent, over = world.ceiling[y], np.zeros(n), np.zeros(n, bool)
            for row in rank:
                u, f, ended = due[row, every], self.unpaid[row, every], self.ended[row, every]
                waits = (u < y + 1) & (f > 0) & ~over
                if not waits.any():
                    continue
                amount = self.covered[row, y, every] * (1 + world.stretch * np.where(waits, y - np.floor(np.minimum(u, y)), 0))
                until = np.clip(ended - y, 0, 1)
                have = np.maximum(0, ceiling * until - spent)
                whole = f * amount <= have
                paid = np.where(waits, np.where(whole, f * amount, have), 0)
                spent = spent + paid
                total += paid * world.discount[y]
                done = waits & whole
                self.unpaid[row, every] = np.where(done, 0, f - np.where(waits, paid / np.maximum(amount, 1e-300), 0))
                date[row, every] = np.where(done, np.maximum(u, y + spent / ceiling), date[row, every])
                over |= waits & ~whole & (until == 1)
        for (order, unit), row in zip(self.rows, range(len(self.rows))):
            if unit == 0:
                order.delivered = np.where(np.isfinite(order.ended), np.inf, date[row:row + order.units])
            when = self.due[row] if unit < 0 else np.where(self.due[row] < world.years, date[row], np.inf)
            total += at(world.discount * self.free[row], when)
        return total

    def fee(self, primary, share):
        """Present value of the fee for ending a signed contract: a share of what is committed and unpaid, at the prices of the day."""
        if primary is None:
            return 0.0
        rows = [row for row, (order, _) in enumerate(self.rows) if order is primary]
        committed = self.unpaid[rows[0]] * self.covered[rows[0]] if self.queued[rows[0]] else self.world.nothing
        committed = committed + (self.covered[rows[1:]] + self.free[rows[1:]]).sum(axis=0)
        return np.where(primary.contract < primary.ended, share * at(self.world.discount * committed, primary.ended), 0)


def at(table, date):
    """Values of a years × trials table at a date per trial; nothing beyond the horizon."""
    year = np.minimum(date, len(table) - 1).astype(int)
    return np.where(date < len(table), table[year, np.arange(table.shape[1])], 0)


def running_cost(order, world):
    """Present value of running and renewing what was delivered."""
    system, T, total = order.system, world.years, 0.0
    weight = world.discount * world.operation
    running = np.vstack([np.zeros(weight.shape[1]), np.cumsum(weight, axis=0)])
    for delivered in order.delivered:
        start = np.minimum(delivered + system.training, T)
        year = np.minimum(start, T - 1).astype(int)
        spent = running[year, np.arange(year.size)] + (start - year) * weight[year, np.arange(year.size)]
        total = total + (running[-1] - spent) * system.per_year
        total = total + system.mid_life_share * order.factor * at(world.discount * system.unit_price, delivered + system.mid_life_age)
    return total


def dates(orders, world):
    """First and last unit operational, programmes aside; not a number beyond the horizon, or without any."""
    first, last = np.full(world.discount.shape[1], np.inf), np.full(world.discount.shape[1], -np.inf)
    for order in orders:
        if "programme" not in order.system.node:
            ready = order.delivered + order.system.training
            first = np.where(order.counts, np.minimum(first, ready.min(axis=0)), first)
            last = np.where(order.counts, np.maximum(last, ready.max(axis=0)), last)
    shown = lambda date: np.where((date < world.years) & (date > -np.inf), world.start + date, np.nan)
    return shown(first), shown(last)


def pick(quantity, trial):
    """A quantity's value in a trial."""
    return float(quantity[trial]) if isinstance(quantity, np.ndarray) else quantity


def integers(mean):
    """The integers below and above a mean, with the probabilities that keep it."""
    below = math.floor(mean)
    return [(below, 1 - (mean - below)), (below + 1, mean - below)]


class Layer:
    """A system as raids meet it: columns of its chances, readiness, engagements and missiles."""

    def __init__(self, name, node, draws):
        path = f"systems:{name}"
        self.name, self.is_ground, engagement = name, "ground" in node, node["engagement"]
        self.works = draws.quantity(engagement, "commonModeSuccess", f"{path}:engagement", 1.0)
        self.shots = []
        for target, shot in engagement["classes"].items():
            take = functools.partial(draws.quantity, shot, path=f"{path}:engagement:classes:{target}")
            stops = 1 - (1 - take("killProbability")) ** shot.get("salvo", 1)
            self.shots.append((target, shot.get("missile"), shot.get("salvo", 1), shot.get("looks", 1), stops, take("detectionProbability", default=1.0)))
        kind = "ground" if self.is_ground else "fighter"
        inner = node[kind]
        take = functools.partial(draws.quantity, inner, path=f"{path}:{kind}")
        phase = lambda what, default: {p: draws.quantity(inner.get(what, {}), p, f"{path}:{kind}:{what}", default) for p in ("peace", "conflict")}
        if self.is_ground:
            self.channels, self.cycles, self.magazine = take("channels"), take("cycles", default=1.0), inner.get("readyMissiles", {})
            alert, crewed, available = phase("alertShare", 1.0), take("crewedShare", default=1.0), take("availability", default=1.0)
            self.ready = {p: available * np.minimum(alert[p], crewed) for p in alert}
        else:
            self.fit = take("homeDefenceShare") * take("missionCapableRate")
            time = take("hoursOnStation") / 48 * take("patrolCoverage", default=1.0)
            self.patrol = {p: self.fit * sorties * time for p, sorties in phase("patrolSorties", 0.0).items()}
            self.alert, self.on_time = take("alertPairs"), phase("onTimeProbability", 0.0)
            self.aboard = take("missilesPerAircraft") * take("usableShare", default=1.0)

    def present(self, units, phase, trial):
        """Probabilities of the ready units, or pairs, that a raid meets: {number: probability}, without those of nobody."""
        works, result = pick(self.works, trial), {}
        if self.is_ground:
            chances = binom.pmf(np.arange(units + 1), units, pick(self.ready[phase], trial))
            return {r: works * float(chances[r]) for r in range(1, units + 1)}
        fit = math.floor(units * pick(self.fit, trial) / 2 + 1e-9)
        late = 1 - pick(self.on_time[phase], trial)
        for patrol, often in integers(min(fit, units * pick(self.patrol[phase], trial))):
            for alert, chance in [(0, late)] + [(extra, (1 - late) * share) for extra, share in integers(pick(self.alert, trial))]:
                pairs = min(patrol + alert, fit)
                if pairs > 0:
                    result[pairs] = result.get(pairs, 0) + works * often * chance
        return result

    def missiles(self, ready, kind, trial):
        """Missiles of a kind on the launchers of ready units, or aboard pairs."""
        return ready * self.magazine.get(kind, 0) if self.is_ground else math.floor(2 * ready * pick(self.aboard, trial) + 1e-9)

    def engagements(self, ready, trial):
        """Engagements of a raid by class: lists with probabilities, one uniform common to the classes; None for no limit."""
        if not self.is_ground:
            return [([None] * len(self.shots), 1.0)]
        means = [ready * pick(self.channels, trial) * max(pick(self.cycles, trial), looks) for _, _, _, looks, _, _ in self.shots]
        steps = sorted({0.0, 1.0} | {1 - (mean - math.floor(mean)) for mean in means})
        return [([math.floor(mean + (low + high) / 2) for mean in means], high - low) for low, high in zip(steps, steps[1:])]


class Looks:
    """One class before one layer in one trial: chances of all outcomes, by engagements and salvos that are left."""

    def __init__(self, most, looks, stops, detected):
        self.most, self.looks, self.known = most, looks, {}
        numbers = np.arange(most + 1)
        self.stopped = binom.pmf(numbers[None, :], numbers[:, None], stops)
        self.unseen = binom.pmf(numbers[None, :], numbers[:, None], 1 - detected)

    def outcomes(self, left, salvos):
        """P(y get through, e engagements | x come), as an array [x, y, e]."""
        enough = self.most * self.looks
        left, salvos = enough if left is None else min(left, enough), enough if salvos is None else min(salvos, enough)
        key = left, salvos
        if key not in self.known:
            after, size = self.after(self.looks, left, salvos), self.most + 1
            result = np.zeros(after.shape)
            for m in range(size):
                result[m:, m:] += self.unseen[m:, m, None, None] * after[:size - m, :size - m]
            self.known[key] = result
        return self.known[key]

    def after(self, looks, left, salvos):
        """The same for detected ones, over the looks that remain."""
        key = looks, left, salvos
        if key in self.known:
            return self.known[key]
        size = self.most + 1
        if looks == 0:
            result = np.zeros((size, size, min(left, salvos) + 1))
            result[:, :, 0] = np.eye(size)
        else:
            result = np.zeros((size, size, min(left, salvos) + 1))
            cap = min(-(-left // looks), salvos, self.most)
            for engaged in range(cap + 1):
                rest = self.after(looks - 1, left - engaged, salvos - engaged)
                if engaged < cap:
                    result[engaged, :, engaged:] = np.tensordot(self.stopped[engaged, engaged::-1], rest[:engaged + 1], 1)
                    continue
                for killed in range(cap + 1):
                    result[cap:, :, cap:] += self.stopped[cap, killed] * rest[cap - killed:size - killed]
        self.known[key] = result
        return result


class Raids:
    """What raids do in one trial, in expectation: what gets through the layers, missiles fired, damage to a site."""

    def __init__(self, scenario, layers, sizes, trial):
        self.layers, self.trial = layers, trial
        self.classes = list(scenario["threatClasses"])
        most = {target: max([dict(size).get(target, 0) for size in sizes]) for target in self.classes}
        self.looks = [[Looks(most[target], looks, pick(stops, trial), pick(detected, trial)) for target, _, _, looks, stops, detected in layer.shots]
                      for layer in layers]
        self.matrices, self.mixtures, self.passed = {}, {}, {}

    def matrix(self, index, ready, size):
        """Of a layer's ready units: P(through | come) with axes x, y of each class in the layer's order, and missiles by kind with axes x."""
        key = index, ready, size
        if key not in self.matrices:
            layer, attackers = self.layers[index], dict(size)
            classes = [i for i, shot in enumerate(layer.shots) if attackers.get(shot[0], 0) > 0]
            magazine = {kind: layer.missiles(ready, kind, self.trial) for _, kind, _, _, _, _ in layer.shots if kind}
            total, shots = 0.0, {}
            for limits, chance in layer.engagements(ready, self.trial):
                through, fired = self.engage(index, classes, attackers, limits, magazine, 0, (), {})
                total = total + chance * through
                for kind, number in fired.items():
                    shots[kind] = shots.get(kind, 0) + chance * number
            self.matrices[key] = total, shots
        return self.matrices[key]

    def engage(self, index, classes, attackers, limits, magazine, used, fired, known):
        """Outcomes of the classes from the first of `classes` on, when engagements were used and missiles fired before."""
        if not classes:
            return np.ones(()), {}
        key = len(classes), used, fired
        if key in known:
            return known[key]
        target, kind, salvo, _, _, _ = self.layers[index].shots[classes[0]]
        before, count = dict(fired), attackers[target] + 1
        left = None if limits[classes[0]] is None else max(0, limits[classes[0]] - used)
        salvos = None if kind is None else int(magazine[kind] - before.get(kind, 0)) // salvo
        own = self.looks[index][classes[0]].outcomes(left, salvos)[:count, :count]
        through, shots = 0.0, {}
        for engaged in range(own.shape[2]):
            here = own[:, :, engaged]
            if not here.any():
                continue
            now = tuple(sorted({**before, kind: before.get(kind, 0) + engaged * salvo}.items())) if kind else fired
            rest, rest_shots = self.engage(index, classes[1:], attackers, limits, magazine, used + engaged, now, known)
            through = through + np.multiply.outer(here, rest)
            reached, nothing = here.sum(axis=1), np.zeros([attackers[self.layers[index].shots[i][0]] + 1 for i in classes[1:]])
            for one in set(rest_shots) | ({kind} if kind else set()):
                number = rest_shots.get(one, 0) + (engaged * salvo if one == kind else 0) + nothing
                shots[one] = shots.get(one, 0) + np.multiply.outer(reached, number)
        known[key] = through, shots
        return known[key]

    def mixture(self, index, units, phase, size):
        """The same over how many units are ready."""
        key = index, units, phase, size
        if key not in self.mixtures:
            attackers = dict(size)
            idle = functools.reduce(np.multiply.outer, [np.eye(attackers[shot[0]] + 1) for shot in self.layers[index].shots if attackers.get(shot[0], 0)])
            chances, fired = self.layers[index].present(units, phase, self.trial), {}
            total = (1 - sum(chances.values())) * idle
            for ready, chance in chances.items():
                through, shots = self.matrix(index, ready, size)
                total = total + chance * through
                for kind, number in shots.items():
                    fired[kind] = fired.get(kind, 0) + chance * number
            self.mixtures[key] = total, fired
        return self.mixtures[key]

    def through(self, size, units, phase):
        """Distribution of what gets through all layers (an axis for each class of the raid), missiles fired by kind."""
        key = size, units, phase
        if key in self.passed:
            return self.passed[key]
        names = [target for target, _ in size]
        if not units:
            arriving = np.zeros([count + 1 for _, count in size])
            arriving[tuple(count for _, count in size)] = 1
            result = arriving, {}
        else:
            arriving, fired = self.through(size, units[:-1], phase)
            index = len(units) - 1
            met = [names.index(shot[0]) for shot in self.layers[index].shots if shot[0] in names]
            result = arriving, fired
            if units[-1] > 0 and met:
                matrix, shots = self.mixture(index, units[-1], phase, size)
                come = LETTERS[:len(names)]
                pairs = "".join(come[i] + come[i].upper() for i in met)
                gone = "".join(c.upper() if i in met else c for i, c in enumerate(come))
                reached = "".join(come[i] for i in met)
                spent = {kind: float(np.einsum(f"{come},{reached}->", arriving, number)) for kind, number in shots.items()}
                result = (np.einsum(f"{come},{pairs}->{gone}", arriving, matrix, optimize=True),
                          {kind: fired.get(kind, 0) + spent.get(kind, 0) for kind in set(fired) | set(spent)})
        self.passed[key] = result
        return result


class Mix:
    """Raids of a kind: sizes with their shares, by trial."""

    def __init__(self, raid, path, classes, draws):
        self.sizes = [tuple((c, a["attackers"][c]) for c in classes if a["attackers"].get(c, 0) > 0) for a in raid["archetypes"].values()]
        weights = np.array([draws.quantity(a, "weight", f"{path}:archetypes:{key}") + np.zeros(draws.trials) for key, a in raid["archetypes"].items()])
        total = weights.sum(axis=0)
        self.shares = np.where(total > 0, weights / np.where(total > 0, total, 1), 1 / len(weights))
        self.raid, self.phase = raid, raid.get("phase", "conflict")
        self.rate = draws.quantity(raid, "ratePerYear", path)
        self.dispersion = draws.quantity(raid, "dispersion", path, np.inf)


class Sites:
    """What a leaker of each class does at each site, with the programmes that are at work there; columns."""

    def __init__(self, scenario, programmes, draws):
        self.names, self.classes, self.programmes = list(scenario["sites"]), list(scenario["threatClasses"]), programmes
        self.value = [draws.quantity(site, "valueMEurPerYear", f"sites:{name}") for name, site in scenario["sites"].items()]
        self.weight = [site.get("weight", 1.0) for site in scenario["sites"].values()]
        own = lambda what, name, site, c: (draws.quantity(site[what], c, f"sites:{name}:{what}") if c in site.get(what, {})
                                           else draws.quantity(scenario["threatClasses"][c], what, f"threatClasses:{c}"))
        self.own = [[[own(what, name, site, c) for what in ("hitProbability", "damageShare", "deathsPerHit")] for c in self.classes]
                    for name, site in scenario["sites"].items()]
        inner = [(f"systems:{one.name}:programme", one.node["programme"]) for one in programmes]
        self.factors = [[[draws.quantity(node.get(what, {}), c, f"{path}:{what}", 1.0) for what in ("hitFactor", "damageFactor")] for c in self.classes]
                        for path, node in inner]
        self.values = [draws.quantity(node, "valueFactor", path, 1.0) for path, node in inner]
        self.covers = [[name in (node.get("sites") or self.names) for name in self.names] for _, node in inner]

    def worth(self, site, working, trial):
        """Value at stake a year."""
        return pick(self.value[site], trial) * math.prod(pick(self.values[p], trial) for p in working)

    def leaker(self, site, working, trial):
        """By class: expected share of the site left by a leaker, deaths by a leaker."""
        result = {}
        for c, name in enumerate(self.classes):
            hit, damage, deaths = (pick(one, trial) for one in self.own[site][c])
            hit *= math.prod(pick(self.factors[p][c][0], trial) for p in working)
            damage *= math.prod(pick(self.factors[p][c][1], trial) for p in working)
            result[name] = 1 - hit * min(1, damage), hit * deaths
        return result


class Trial:
    """Years of one trial by the forces that they meet."""

    def __init__(self, scenario, layers, sites, mixes, reference, trial):
        self.scenario, self.sites, self.mixes, self.reference, self.trial = scenario, sites, mixes, reference, trial
        self.raids = Raids(scenario, layers, [size for mix in mixes + [reference] for size in mix.sizes], trial)
        self.rows, self.years = {}, {}
        self.bare = (0,) * len(layers)

    def row(self, mix, site, units, working, phase):
        """One raid of a kind on a site: share destroyed, leakers, deaths, missiles by kind."""
        key = id(mix), site, units, working, phase
        if key not in self.rows:
            leaker, left, leakers, deaths, fired = self.sites.leaker(site, working, self.trial), 0.0, 0.0, 0.0, {}
            for size, share in zip(mix.sizes, mix.shares[:, self.trial]):
                through, shots = self.raids.through(size, units, phase)
                survives = through
                for axis, (name, count) in enumerate(size):
                    number = np.arange(count + 1)
                    survives = np.tensordot(leaker[name][0] ** number, survives, (0, 0))
                    mean = float(number @ through.sum(axis=tuple(a for a in range(len(size)) if a != axis)))
                    leakers += share * mean
                    deaths += share * mean * leaker[name][1]
                left += share * float(survives)
                for kind, number in shots.items():
                    fired[kind] = fired.get(kind, 0) + share * number
            self.rows[key] = 1 - left, leakers, deaths, fired
        return self.rows[key]

    def year(self, forces):
        """Of forces (units by layer and programmes, by site): a year of peace, one of conflict (loss, leakers, deaths, missiles), protection."""
        if forces not in self.years:
            self.years[forces] = self.raided(forces, "peace"), self.raided(forces, "conflict"), self.protection(forces)
        return self.years[forces]

    def raided(self, forces, phase):
        loss, leakers, deaths, fired = 0.0, 0.0, 0.0, {}
        for site, (units, working) in enumerate(forces):
            left = 0.0
            for mix in self.mixes:
                targets = mix.raid["targets"]
                share = targets.get(self.sites.names[site], 0) / sum(targets.values())
                if mix.phase != phase or share == 0:
                    continue
                damage, through, killed, shots = self.row(mix, site, units, working, phase)
                rate, k = pick(mix.rate, self.trial) * share, pick(mix.dispersion, self.trial)
                left += rate * damage if math.isinf(k) else k * math.log1p(rate * damage / k)
                leakers += rate * through
                deaths += rate * killed
                for kind, number in shots.items():
                    fired[kind] = fired.get(kind, 0) + rate * number
            loss += self.sites.worth(site, working, self.trial) * -math.expm1(-left)
        return loss, leakers, deaths, fired

    def protection(self, forces):
        """One minus what a campaign of reference raids destroys over what it destroys undefended; the mean of the sites by their weights."""
        campaign, total = self.scenario["referenceRaid"].get("raids", 1), 0.0
        for site, (units, working) in enumerate(forces):
            destroyed = 1 - (1 - self.row(self.reference, site, units, working, self.reference.phase)[0]) ** campaign
            bare = 1 - (1 - self.row(self.reference, site, self.bare, (), self.reference.phase)[0]) ** campaign
            kept = self.sites.worth(site, working, self.trial) / self.sites.worth(site, (), self.trial)
            total += self.sites.weight[site] * (1 - kept * destroyed / bare if bare > 0 else 0)
        return total / sum(self.sites.weight)


class Places:
    """Who stands where in the middle of a year."""

    def __init__(self, scenario, layers, programmes, sites, world):
        self.layers, self.sites, self.world = {layer.name: i for i, layer in enumerate(layers)}, sites, world
        self.ground = [layer.is_ground for layer in layers]
        self.programmes = {one.name: i for i, one in enumerate(programmes)}
        areas = [site.get("area") for site in scenario["sites"].values()]
        covered = lambda place: [area == place for area in areas] if place in areas else [name == place for name in sites.names]
        self.covered = functools.lru_cache(None)(covered)
        self.assets = scenario["assets"].values()

    def stand(self, table, system, siting, units):
        if system in self.layers:
            layer = self.layers[system]
            for j in units:
                table[:, layer] += self.covered(siting[j % len(siting)]) if self.ground[layer] and siting else (0 if self.ground[layer] else 1)

    def forces(self, orders, year, trial):
        """By site: units by layer, programmes at work."""
        middle, table, working = year + 0.5, np.zeros((len(self.sites.names), len(self.layers)), int), set()
        for asset in self.assets:
            if asset.get("fromYear", -np.inf) - self.world.start <= middle < asset.get("untilYear", np.inf) - self.world.start:
                self.stand(table, asset["system"], asset.get("siting"), range(asset["units"]))
        for order in orders:
            there = np.flatnonzero(order.delivered[:, trial] + pick(order.system.training, trial) <= middle)
            self.stand(table, order.system.name, order.purchase.get("siting"), there)
            if len(there) and order.system.name in self.programmes:
                working.add(self.programmes[order.system.name])
        return tuple((tuple(int(n) for n in row), tuple(p for p in sorted(working) if self.sites.covers[p][s])) for s, row in enumerate(table))


def attribution(scenario, option, systems, kinds):
    """Share of replacing a missile that is air defence's: of the systems that it is listed with, weighed by how many each has."""
    holders = [*scenario["assets"].values(), *option.get("purchases", {}).values(), *(option.get("fallback") or {"purchases": {}})["purchases"].values()]
    result = {}
    for kind in kinds:
        listed = [(holder["missiles"][kind], systems[holder["system"]].share) for holder in holders if holder.get("missiles", {}).get(kind, 0) > 0]
        result[kind] = sum(n * share for n, share in listed) / sum(n for n, _ in listed) if listed else 1.0
    return result


def simulate(scenario, draws):
    """Outcomes of every option and trial: {outcome: options × trials}."""
    n, world, options = draws.trials, World(scenario, draws), scenario["options"]
    every = [p for o in options.values() for p in [*o.get("purchases", {}).values(), *(o.get("fallback") or {"purchases": {}})["purchases"].values()]]
    used = {p["system"] for p in every} | {asset["system"] for asset in scenario["assets"].values()}
    systems = {name: System(name, node, scenario, world, draws) for name, node in scenario["systems"].items() if name in used}
    layers = [Layer(name, system.node, draws) for name, system in systems.items() if "engagement" in system.node]
    programmes = [system for system in systems.values() if "programme" in system.node]
    sites, classes = Sites(scenario, programmes, draws), list(scenario["threatClasses"])
    mixes = [Mix(raid, f"raids:{name}", classes, draws) for name, raid in scenario["raids"].items()]
    reference = Mix(scenario["referenceRaid"], "referenceRaid", classes, draws)
    kinds = sorted({kind for layer in layers for _, kind, _, _, _, _ in layer.shots if kind})
    price = {kind: world.price(scenario["missiles"][kind], "priceMEur", f"missiles:{kind}", draws) for kind in kinds}
    covers = scenario["economy"].get("acquisitionCeiling", {}).get("covers", ["units", "missiles", "infrastructure", "initialTraining"])
    covers = covers if "acquisitionCeilingMEur" in scenario["economy"] else []
    unit_cost = {c: draws.quantity(node, "unitCostMEur", f"threatClasses:{c}") for c, node in scenario["threatClasses"].items()}

    places, result = Places(scenario, layers, programmes, sites, world), {name: np.zeros((len(options), n)) for name in OUTCOMES}
    bought = {}
    for o, (name, option) in enumerate(options.items()):
        orders, primary, share = orders_of(option, systems, scenario, world, draws, name)
        payments = Payments(orders, world, price, covers)
        result["cost_meur"][o] = payments.serve() + payments.fee(primary, share) + sum(running_cost(order, world) for order in orders)
        result["ioc_year"][o], result["foc_year"][o] = dates(orders, world)
        bought[name] = orders
    shares = [attribution(scenario, option, systems, kinds) for option in options.values()]
    deaths = np.zeros((len(options), n))
    for t in range(n):
        trial = Trial(scenario, layers, sites, mixes, reference, t)
        for o, orders in enumerate(bought.values()):
            for y in range(world.years):
                peace, war, protection = trial.year(places.forces(orders, y, t))
                result["protected_years"][o, t] += protection
                for chance, (loss, leakers, killed, fired) in [(1 - world.conflict[y, t], peace), (world.conflict[y, t], war)]:
                    result["loss_meur"][o, t] += chance * loss * world.discount[y, t]
                    result["leakers"][o, t] += chance * leakers
                    deaths[o, t] += chance * killed
                    for kind, number in fired.items():
                        result["interceptors_fired"][o, t] += chance * number
                        result["interceptors_meur"][o, t] += chance * number * price[kind][y, t] * world.discount[y, t]
                        if y + 1 < world.years:
                            again = price[kind][y + 1, t] * world.discount[y + 1, t] * pick(shares[o][kind], t)
                            result["cost_meur"][o, t] += chance * number * again
    came, sent = attackers(mixes, unit_cost, world)
    chosen = list(options).index(scenario["referenceOption"])
    result["loss_averted_meur"] = result["loss_meur"][chosen] - result["loss_meur"]
    result["deaths_averted"] = deaths[chosen] - deaths
    result["shot_down"] = came - result["leakers"]
    result["attackers_meur"] += sent if any("unitCostMEur" in node for node in scenario["threatClasses"].values()) else np.nan
    return result


def attackers(mixes, unit_cost, world):
    """Attackers expected over the horizon, and the present value of what they cost, by trial."""
    came, sent = 0.0, 0.0
    for mix in mixes:
        chance = world.conflict if mix.phase == "conflict" else 1 - world.conflict
        number = sum(share * sum(count for _, count in size) for size, share in zip(mix.sizes, mix.shares))
        cost = sum(share * sum(count * unit_cost[c] for c, count in size) for size, share in zip(mix.sizes, mix.shares))
        came = came + (chance * mix.rate * number).sum(axis=0)
        sent = sent + (world.discount * chance * mix.rate * cost).sum(axis=0)
    return came, sent


# What the program knows of each part of a scenario; anything else there is refused by its path.
SAID = {"name", "title", "description", "source", "note"}
KNOWN = {
    "economy": {"discountRate", "usdPerEur", "usdPerEurVolatility", "quotedUsdPerEur", "equipmentEscalation", "operationEscalation", "inflation",
                "postCostMEur", "acquisitionCeilingMEur", "acquisitionCeiling", "stretchPenalty"},
    "conflict": {"onsetProbability", "durationYears"},
    "threatClasses:*": {"hitProbability", "damageShare", "deathsPerHit", "unitCostMEur"},
    "raids:*": {"phase", "ratePerYear", "dispersion", "targets", "archetypes"},
    "raids:*:archetypes:*": {"weight", "attackers"},
    "referenceRaid": {"phase", "raids", "archetypes"},
    "referenceRaid:archetypes:*": {"weight", "attackers"},
    "sites:*": {"area", "valueMEurPerYear", "weight", "hitProbability", "damageShare", "deathsPerHit"},
    "suppliers:*": {"queueProbability", "queueYears"},
    "procurement": {"decision", "negotiationYears", "regimes", "jointPurchases"},
    "procurement:decision": {"delayYears", "cancellationProbability", "shockProbability", "shockYears"},
    "procurement:jointPurchases:*": {"discount", "coordinationYears", "fixedCostShare"},
    "missiles:*": {"priceMEur", "usdShare"},
    "systems:*": {"supplier", "cost", "schedule", "engagement", "ground", "fighter", "programme"},
    "systems:*:cost": {"unitPriceMEur", "usdShare", "costGrowth", "contractShare", "infrastructureMEur", "initialTrainingMEur",
                       "supportMEurPerYear", "postsPerUnit", "midLifeShare", "midLifeAgeYears", "airDefenceShare"},
    "systems:*:schedule": {"decision", "negotiationYears", "leadYears", "intervalYears", "slip", "trainingYears"},
    "systems:*:schedule:decision": {"delayYears", "cancellationProbability", "shockProbability", "shockYears"},
    "systems:*:engagement": {"commonModeSuccess", "classes"},
    "systems:*:engagement:classes:*": {"missile", "salvo", "looks", "killProbability", "detectionProbability"},
    "systems:*:ground": {"channels", "cycles", "readyMissiles", "availability", "alertShare", "crewedShare"},
    "systems:*:fighter": {"homeDefenceShare", "missionCapableRate", "patrolSorties", "hoursOnStation", "patrolCoverage", "alertPairs",
                          "onTimeProbability", "missilesPerAircraft", "usableShare"},
    "systems:*:programme": {"sites", "hitFactor", "damageFactor", "valueFactor"},
    "assets:*": {"system", "units", "missiles", "siting", "fromYear", "untilYear"},
    "options:*": {"purchases", "fallback"},
    "options:*:purchases:*": {"system", "units", "missiles", "siting", "jointPurchase"},
    "options:*:fallback": {"primary", "deadlineYear", "trigger", "terminationFeeShare", "purchases"},
    "options:*:fallback:purchases:*": {"system", "units", "missiles", "siting", "jointPurchase"},
}
NEEDED = ["economy:usdPerEurVolatility", "economy:quotedUsdPerEur", "procurement:decision", "referenceRaid:archetypes", "assets", "referenceOption"]


def parts(node, pattern, path=""):
    """Nodes of a scenario that a pattern of KNOWN names, with their paths."""
    if not pattern:
        yield path[1:], node
        return
    for key in list(node) if pattern[0] == "*" else [pattern[0]]:
        if isinstance(node.get(key), dict):
            yield from parts(node[key], pattern[1:], f"{path}:{key}")


def refusals(scenario):
    """What the model knows and this program does not, by path."""
    for path in NEEDED:
        node = scenario
        for key in path.split(":"):
            node = node.get(key) if isinstance(node, dict) else None
        if node is None:
            yield f"a scenario without {path}"
    orders = [p for o in scenario["options"].values() for p in [*o.get("purchases", {}).values(), *(o.get("fallback") or {}).get("purchases", {}).values()]]
    holders = orders + list(scenario.get("assets", {}).values())
    used = {holder["system"] for holder in holders}
    fired = {shot["missile"] for name in used for shot in scenario["systems"][name].get("engagement", {}).get("classes", {}).values() if "missile" in shot}
    reduced = {**scenario, "systems": {name: scenario["systems"][name] for name in sorted(used)},
               "missiles": {kind: scenario["missiles"][kind] for kind in sorted(fired)}}
    for pattern, known in KNOWN.items():
        for path, node in parts(reduced, pattern.split(":")):
            yield from (f"{path}:{key}" for key in sorted(set(node) - known - SAID))
    for name in sorted(used):
        if not {"cost", "schedule"} <= set(scenario["systems"][name]):
            yield f"systems:{name} without cost or schedule"
    for kind in sorted(fired):
        if max([asset.get("missiles", {}).get(kind, 0) for asset in scenario.get("assets", {}).values()], default=0) < 1e5:
            yield f"a stock of {kind} that may run short"
    for pattern in ("procurement:decision", "systems:*:schedule:decision"):
        yield from (f"{path} without delayYears" for path, node in parts(reduced, pattern.split(":")) if "delayYears" not in node)
    yield from (f"raids:{name} in phase {raid['phase']}" for name, raid in scenario["raids"].items() if raid["phase"] not in ("conflict", "peace"))
    yield from (f"a correlation of {pair['second']}" for pair in scenario.get("correlations", []) if not pair["second"].endswith((":slip", ":costGrowth")))


def read_draws(file):
    with open(file, newline="") as source:
        rows = csv.reader(source)
        header = next(rows)
        columns = np.array([[float(cell) for cell in row] for row in rows]).T
    return dict(zip(header, columns))


def shown(number):
    """As CSV; NaN where there is none."""
    return repr(float(number)) if number == number else "NaN"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("scenario")
    parser.add_argument("--trials", type=int, default=2000)
    parser.add_argument("--batch", type=int, default=50, help="trials that are arrays together")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--draws", help="draws.csv of a run: its trials instead of own samples")
    parser.add_argument("--output", help="means and standard errors")
    parser.add_argument("--by-trial", help="outcomes of every trial and option")
    arguments = parser.parse_args()
    with open(arguments.scenario) as source:
        scenario = json.load(source)
    refused = list(dict.fromkeys(refusals(scenario)))
    if refused:
        print(f"numpy does not know {', '.join(refused)}")
        sys.exit(3)
    rng = np.random.default_rng(arguments.seed)
    table = read_draws(arguments.draws) if arguments.draws else None
    trials = len(next(iter(table.values()))) if table else arguments.trials
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
                    target.write(f"{option},{name},{shown(result[name][o].mean())},{shown(result[name][o].std(ddof=1) / math.sqrt(trials))}\n")
    if arguments.by_trial:
        with open(arguments.by_trial, "w", newline="") as target:
            target.write("trial,option," + ",".join(OUTCOMES) + "\n")
            for t in range(trials):
                for o, option in enumerate(names):
                    target.write(f"{t},{option}," + ",".join(shown(result[name][o, t]) for name in OUTCOMES) + "\n")
    print(f"numpy {np.__version__}: {trials} trials, microseconds per trial: least {1e6 * min(seconds):.1f} median {1e6 * float(np.median(seconds)):.1f}")


if __name__ == "__main__":
    main()
