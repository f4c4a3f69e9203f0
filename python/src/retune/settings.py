"""Settings of a secured cluster, from the file that Kafka's own commands and `retune --kafka-config` take."""

from __future__ import annotations

import re
from pathlib import Path

_LOGIN = re.compile(r"(\w+)\s*=\s*\"((?:[^\"\\]|\\.)*)\"")
_LINE = re.compile(r"\s*([^#!\s:=][^\s:=]*)\s*[:=\s]\s*(.*?)\s*")


def read_kafka_config(file: str | Path) -> dict[str, str]:
    """The file's properties as settings of librdkafka.

    Certificates to trust are a PEM file (`ssl.truststore.type=PEM`, `ssl.truststore.location`), a
    login is PLAIN or SCRAM with `sasl.jaas.config`. Names in certificates are checked. Other
    properties pass as they are. Raises ValueError, without the value, for one that cannot be used.
    """
    settings: dict[str, str] = {}
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        if matched := _LINE.fullmatch(line):
            settings[matched[1]] = matched[2]
    if (trusted := settings.pop("ssl.truststore.location", None)) is not None:
        if settings.pop("ssl.truststore.type", "") != "PEM":
            raise ValueError("ssl.truststore.type must be PEM: librdkafka reads no Java key stores")
        settings["ssl.ca.location"] = trusted
    if (jaas := settings.pop("sasl.jaas.config", None)) is not None:
        login = dict(_LOGIN.findall(jaas))
        if not {"username", "password"} <= login.keys():
            raise ValueError('sasl.jaas.config must have username="…" and password="…"')
        settings["sasl.username"] = _unescaped(login["username"])
        settings["sasl.password"] = _unescaped(login["password"])
    if settings.setdefault("ssl.endpoint.identification.algorithm", "https") == "":
        raise ValueError("ssl.endpoint.identification.algorithm must not be empty")
    return settings


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)
