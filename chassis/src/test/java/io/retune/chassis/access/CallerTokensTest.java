package io.retune.chassis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTokensTest {
  /** Of {@code abc}, as FIPS 180-2 has it. */
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @TempDir private Path folder;

  @Test
  void findsWhoseTokenItIs() throws IOException {
    // Given
    CallerTokens tokens =
        CallerTokens.read(file("# callers\n\nanna read,release " + ABC, "rw-------"));

    // When
    Optional<Caller> caller = tokens.find("abc");

    // Then
    assertThat(caller).contains(new Caller("anna", Set.of(Role.READ, Role.RELEASE)));
    assertThat(tokens.find("abd")).isEmpty();
    assertThat(tokens.find("")).isEmpty();
    assertThat(tokens.find(ABC)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw--w----", "rw----r--", "rw-----w-"})
  void refusesAFileThatOthersReach(String permissions) throws IOException {
    // Given
    Path file = file("anna read " + ABC, permissions);

    // When, Then
    assertThatThrownBy(() -> CallerTokens.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chmod 600");
  }

  @ParameterizedTest
  @CsvSource({
    "anna read, a caller is a name",
    "anna reed HASH, a role is read",
    "anna read abc, 64 hexadecimal digits",
    "gate read HASH, not the gate's",
    "'', names no caller"
  })
  void refusesWhatIsNoCallerAndNamesTheLine(String line, String reason) throws IOException {
    // Given
    Path file = file(line.replace("HASH", ABC), "rw-------");

    // When, Then
    assertThatThrownBy(() -> CallerTokens.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason)
        .hasMessageContaining(file.toString());
  }

  @Test
  void doesNotRepeatWhatMayBeAToken() throws IOException {
    // Given
    Path file = file("anna read my-token-in-the-clear", "rw-------");

    // When, Then
    assertThatThrownBy(() -> CallerTokens.read(file)).hasMessageNotContaining("my-token");
  }

  @Test
  void refusesAFileThatIsNotThere() {
    // Given
    Path file = folder.resolve("none");

    // When, Then
    assertThatThrownBy(() -> CallerTokens.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot read");
  }

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("callers"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }
}
