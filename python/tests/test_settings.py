from pathlib import Path

import pytest
from confluent_kafka import Consumer

from retune import read_kafka_config


def test_reads_the_file_that_kafkas_own_commands_take(tmp_path: Path) -> None:
    file = tmp_path / "client.properties"
    file.write_text(
        "# who we are\n"
        "security.protocol=SASL_PLAINTEXT\n"
        "sasl.mechanism = SCRAM-SHA-512\n"
        "sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required"
        ' username="app" password="a \\"b\\" \\\\ c";\n'
    )

    settings = read_kafka_config(file)

    assert settings == {
        "security.protocol": "SASL_PLAINTEXT",
        "sasl.mechanism": "SCRAM-SHA-512",
        "sasl.username": "app",
        "sasl.password": 'a "b" \\ c',
        "ssl.endpoint.identification.algorithm": "https",
    }
    Consumer({**settings, "group.id": "accepted-by-the-client"}).close()


def test_certificates_to_trust_are_a_pem_file(tmp_path: Path) -> None:
    file = tmp_path / "client.properties"
    file.write_text("ssl.truststore.type=PEM\nssl.truststore.location=/etc/trust.pem\n")

    assert read_kafka_config(file)["ssl.ca.location"] == "/etc/trust.pem"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("ssl.truststore.location=/etc/trust.p12", "must be PEM"),
        ("sasl.jaas.config=Some.Module required;", "must have username"),
        ("ssl.endpoint.identification.algorithm=", "must not be empty"),
    ],
)
def test_what_cannot_be_used_is_refused(line: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "client.properties"
    file.write_text(line + "\n")

    with pytest.raises(ValueError, match=reason):
        read_kafka_config(file)
