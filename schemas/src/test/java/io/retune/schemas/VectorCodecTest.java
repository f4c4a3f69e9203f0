package io.retune.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import io.retune.schemas.v1.Vector;
import org.junit.jupiter.api.Test;

class VectorCodecTest {

  @Test
  void theWireIsLittleEndianFloat32() {
    // Given
    float[] vector = {1f, -2.5f};

    // When
    Vector encoded = VectorCodec.encode(vector);

    // Then: IEEE 754, 1 = 0x3f800000 and -2.5 = 0xc0200000
    assertThat(encoded.getValues()).isEqualTo(ByteString.fromHex("0000803f" + "000020c0"));
    assertThat(encoded.getDimension()).isEqualTo(2);
    assertThat(VectorCodec.decode(encoded)).containsExactly(vector);
  }

  @Test
  void aVectorThatIsCutOffIsRefused() {
    // Given
    Vector whole = VectorCodec.encode(new float[] {1, 2, 3});
    Vector cut = whole.toBuilder().setValues(whole.getValues().substring(0, 11)).build();

    // When, Then
    assertThatThrownBy(() -> VectorCodec.decode(cut))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("vector of 3 dimensions has 11 bytes");
  }

  @Test
  void aVectorOfNoTypeIsRefused() {
    assertThatThrownBy(() -> VectorCodec.decode(Vector.getDefaultInstance()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not float32");
  }
}
