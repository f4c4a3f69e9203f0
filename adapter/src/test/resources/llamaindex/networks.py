"""The networks that LlamaIndex loads an adapter directory into, as far as a test needs them.

networks.py make FOLDER            writes adapter directories as LlamaIndex does, each with queries
                                   and what PyTorch makes of them (how the folders beside this file
                                   came about)
networks.py apply QUERIES FOLDER…  loads adapter directories strictly and prints, as JSON, the unit
                                   vectors that each makes of the queries in a JSON file
"""

import json
import os
import sys

import torch
import torch.nn.functional as functional

ACTIVATIONS = {
    "relu": functional.relu,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "leaky_relu": functional.leaky_relu,
}


class Linear(torch.nn.Module):
    def __init__(self, in_features, out_features, bias=False):
        super().__init__()
        self.linear = torch.nn.Linear(in_features, out_features, bias=bias)

    def forward(self, query):
        return self.linear(query)


class TwoLayer(torch.nn.Module):
    def __init__(self, in_features, hidden_features, out_features, bias=False,
                 activation_fn_str="relu", add_residual=False):
        super().__init__()
        self.linear1 = torch.nn.Linear(in_features, hidden_features, bias=True)
        self.linear2 = torch.nn.Linear(hidden_features, out_features, bias=True)
        self.activation = ACTIVATIONS[activation_fn_str]
        self.add_residual = add_residual
        self.residual_weight = torch.nn.Parameter(torch.zeros(1))

    def forward(self, query):
        result = self.linear2(self.activation(self.linear1(query)))
        return self.residual_weight * result + query if self.add_residual else result


def network(config):
    return (TwoLayer if "hidden_features" in config else Linear)(**config)


def unit_vectors(model, queries):
    with torch.no_grad():
        return functional.normalize(model(torch.tensor(queries)), dim=1).tolist()


def make(folder):
    square = {"in_features": 6, "out_features": 6}
    two_layer = {"in_features": 6, "hidden_features": 5, "out_features": 6, "bias": True}
    configs = {
        "linear": {**square, "bias": False},
        "linear-bias": {**square, "bias": True},
        "residual": {**two_layer, "activation_fn_str": "relu", "add_residual": True},
    }
    for name in ACTIVATIONS:
        configs[name] = {**two_layer, "activation_fn_str": name, "add_residual": False}
    for seed, (name, config) in enumerate(configs.items()):
        torch.manual_seed(seed)
        model = network(config)
        if "hidden_features" in config:
            torch.nn.init.constant_(model.residual_weight, 0.3)
        queries = functional.normalize(torch.randn(4, 6), dim=1).tolist()
        target = os.path.join(folder, name)
        os.makedirs(target)
        with open(os.path.join(target, "config.json"), "w") as file:
            json.dump(config, file)
        torch.save(model.state_dict(), os.path.join(target, "pytorch_model.bin"))
        with open(os.path.join(target, "expected.json"), "w") as file:
            json.dump({"queries": queries, "vectors": unit_vectors(model, queries)}, file)


def load(folder):
    with open(os.path.join(folder, "config.json")) as file:
        model = network(json.load(file))
    state = torch.load(os.path.join(folder, "pytorch_model.bin"), weights_only=True)
    model.load_state_dict(state, strict=True)
    return model


def apply(query_file, *folders):
    with open(query_file) as file:
        queries = json.load(file)
    print(json.dumps([unit_vectors(load(folder), queries) for folder in folders]))


if __name__ == "__main__":
    {"make": make, "apply": apply}[sys.argv[1]](*sys.argv[2:])
