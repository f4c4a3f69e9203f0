"""Writes the JSON files beside it: trainings worked out in numpy, in double precision, row by row.

Run as `python3 fixtures.py` in this folder. The Java trainer is compared with these weights; it shares no code with this script.
"""
import json
import math

import numpy as np


def unit(v):
    return v / np.linalg.norm(v)


def rounded(array):
    """As the Java test reads it: single precision."""
    return np.asarray(array, dtype=np.float32).astype(float)


def vectors(random, count, dimension):
    return np.array([unit(v) for v in rounded(random.normal(size=(count, dimension)))])


class Adam:
    def __init__(self, shape, decay=0.0):
        self.m, self.v, self.t, self.decay = np.zeros(shape), np.zeros(shape), 0, decay

    def step(self, w, g, rate):
        self.t += 1
        w = w * (1 - rate * self.decay)
        self.m = 0.9 * self.m + 0.1 * g
        self.v = 0.999 * self.v + 0.001 * g ** 2
        return w - rate * (self.m / (1 - 0.9 ** self.t)) / (np.sqrt(self.v / (1 - 0.999 ** self.t)) + 1e-8)


def softmax(z):
    e = np.exp(z - z.max())
    return e / e.sum()


def whitened():
    random = np.random.default_rng(11)
    d, n, steps, scale, lam, rate, warmup, alpha = 6, 9, 25, 30.0, 0.01, 3e-3, 0.08, 0.7
    nodes = vectors(random, n, d)
    groups = []
    for name, real, answers in (("imported", True, [0, 0, 3, 5, 8, 3]), ("local", False, [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 2])):
        questions = np.array([unit(rounded(nodes[a] + 0.8 * random.normal(size=d) / math.sqrt(d))) for a in answers])
        groups.append(dict(name=name, real=real, answers=answers, questions=questions))
    batches = [[random.choice(6, 2, replace=False).tolist(), random.choice(11, 4, replace=False).tolist()] for _ in range(steps)]

    m = sum(nodes) / n
    s = sum(np.outer(v - m, v - m) for v in nodes) / n
    values, columns = np.linalg.eigh(s)
    t = values.sum() / d
    big_t = sum(((l + t) / t) ** -0.25 * np.outer(c, c) for l, c in zip(values, columns.T))
    big_t = big_t / np.mean([np.linalg.norm(big_t @ (v - m)) for v in nodes])
    targets = [big_t @ (v - m) for v in nodes]

    w, adam = np.eye(d), Adam((d, d))
    losses = []
    for step in range(1, steps + 1):
        gradient = 2 * lam * (w - np.eye(d))
        loss = lam * ((w - np.eye(d)) ** 2).sum()
        size = sum(len(rows) for rows in batches[step - 1])
        for group, rows in zip(groups, batches[step - 1]):
            mean = sum(group["questions"]) / len(group["questions"])
            asked = sorted(set(group["answers"]))
            for row in rows:
                x = unit(big_t @ (group["questions"][row] - mean))
                p = softmax(np.array([scale * (w @ x) @ targets[a] for a in asked]))
                own = asked.index(group["answers"][row])
                loss += -math.log(p[own]) / size
                p[own] -= 1
                gradient = gradient + scale / size * np.outer(sum(pi * targets[a] for pi, a in zip(p, asked)), x)
        losses.append(loss)
        schedule = min(1, step / (warmup * steps)) * 0.5 * (1 + math.cos(math.pi * (step - 1) / steps))
        w = adam.step(w, gradient, rate * schedule)

    a = big_t @ w @ big_t
    centre = groups[1]["questions"]
    mu = sum(centre) / len(centre)
    length = np.mean([np.linalg.norm(a @ (q - mu)) for q in centre])
    return dict(
        dimension=d, alpha=alpha, steps=steps, scale=scale, lambda_=lam, learningRate=rate, warmupShare=warmup,
        nodes=nodes.tolist(),
        groups=[dict(g, questions=g["questions"].tolist()) for g in groups],
        batches=batches,
        preconditioner=big_t.tolist(),
        weight=(alpha * a / length + (1 - alpha) * np.eye(d)).tolist(),
        bias=(-alpha * a @ mu / length).tolist(),
        firstLoss=losses[0], lastLoss=losses[-1])


def llama_index(network):
    random = np.random.default_rng(5)
    d, h, n, batch, epochs, rate, decay, warmup, clip, scale = 5, 4, 23, 6, 3, 1e-2, 0.01, 0.1, 0.2, 20.0
    nodes = vectors(random, n, d)
    questions = np.array([unit(rounded(v + 0.6 * random.normal(size=d) / math.sqrt(d))) for v in nodes])
    if network == "linear":
        weights = {"linear.weight": np.eye(d), "linear.bias": np.zeros(d)}
    else:
        weights = {"linear1.weight": rounded(random.normal(size=(h, d))), "linear1.bias": rounded(random.normal(size=h)),
                   "linear2.weight": rounded(random.normal(size=(d, h))), "linear2.bias": rounded(random.normal(size=d)),
                   "residual_weight": np.array([0.25])}
    start = {name: value.copy() for name, value in weights.items()}

    def mapped(x, weights):
        if network == "linear":
            return weights["linear.weight"] @ x + weights["linear.bias"]
        hidden = np.tanh(weights["linear1.weight"] @ x + weights["linear1.bias"])
        return weights["residual_weight"][0] * (weights["linear2.weight"] @ hidden + weights["linear2.bias"]) + x

    def loss(rows, weights):
        total = 0
        for place, row in enumerate(rows):
            y = unit(mapped(questions[row], weights))
            total -= math.log(softmax(np.array([scale * y @ nodes[other] for other in rows]))[place])
        return total / len(rows)

    optimizers = {name: Adam(value.shape, decay) for name, value in weights.items()}
    steps = math.ceil(n / batch) * epochs
    risen = int(warmup * steps)
    first = None
    for step in range(steps):
        place = step % math.ceil(n / batch) * batch
        rows = list(range(place, min(n, place + batch)))
        value = loss(rows, weights)
        first = value if first is None else first
        gradients = {}
        # Central differences: no derivation to get wrong.
        for name, array in weights.items():
            gradient = np.zeros_like(array)
            for index in np.ndindex(*array.shape):
                kept = array[index]
                array[index] = kept + 1e-5
                above = loss(rows, weights)
                array[index] = kept - 1e-5
                below = loss(rows, weights)
                array[index] = kept
                gradient[index] = (above - below) / 2e-5
            gradients[name] = gradient
        norm = math.sqrt(sum((g ** 2).sum() for g in gradients.values()))
        factor = min(1, clip / (norm + 1e-6))
        share = step / risen if step < risen else (steps - step) / (steps - risen)
        for name in weights:
            weights[name] = optimizers[name].step(weights[name], gradients[name] * factor, rate * share)
    return dict(
        dimension=d, hidden=h, batchSize=batch, epochs=epochs, learningRate=rate, weightDecay=decay, warmupShare=warmup,
        maxGradientNorm=clip, scale=scale, questions=questions.tolist(), nodes=nodes.tolist(),
        start={name: value.tolist() for name, value in start.items()},
        weights={name: value.tolist() for name, value in weights.items()}, firstLoss=first)


def write(name, content):
    with open(name, "w") as file:
        json.dump(content, file)
        file.write("\n")


write("whitened.json", whitened())
write("llama-index-linear.json", llama_index("linear"))
write("llama-index-two-layer.json", llama_index("two-layer"))
