// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.api;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a message carries: bytes, a value, or both once either was asked for.
 *
 * <p>A payload that came as bytes is decoded when {@link #value} is called first, and one that was
 * made of a value is encoded when {@link #bytes} is; what nobody asks for costs nothing. Neither
 * the bytes nor the value may be changed.
 *
 * <p>Safe to hand from thread to thread; two threads at once may decode twice.
 */
public final class Payload {
  private static final Object UNDECODED = new Object();

  private final Codec codec;
  private byte[] bytes;
  private Object value;

  private Payload(Codec codec, byte[] bytes, Object value) {
    this.codec = codec;
    this.bytes = bytes;
    this.value = value;
  }

  /** A payload of this format as it came. */
  public static Payload ofBytes(Codec codec, byte[] bytes) {
    return new Payload(Objects.requireNonNull(codec), Objects.requireNonNull(bytes), UNDECODED);
  }

  /** A payload of this format, made of a value; null is a value. */
  public static Payload ofValue(Codec codec, Object value) {
    return new Payload(Objects.requireNonNull(codec), null, value);
  }

  /** Bytes that nobody looks into; their value are the bytes. */
  public static Payload raw(byte[] bytes) {
    return new Payload(RawCodec.INSTANCE, Objects.requireNonNull(bytes), bytes);
  }

  /** A payload of text; its value is the {@link String}. */
  public static Payload text(String text) {
    return new Payload(TextCodec.INSTANCE, null, Objects.requireNonNull(text));
  }

  /**
   * In place of one that could not be read from the other system: who asks for its bytes or its
   * value gets a {@link CodecException}, so that the connector's policy for errors decides about
   * the record.
   *
   * @param known what is known of it, for the dead letters
   * @param why what is wrong with it, without any of its content
   */
  public static Payload unreadable(byte[] known, String why) {
    return new Payload(new UnreadableCodec(known, why), null, UNDECODED);
  }

  /** What is known of an {@linkplain #unreadable unreadable} payload; empty for all others. */
  public Optional<byte[]> known() {
    return codec instanceof UnreadableCodec unreadable
        ? Optional.of(unreadable.known)
        : Optional.empty();
  }

  /** The format. */
  public Schema schema() {
    return codec.schema();
  }

  /** What decodes and encodes it. */
  public Codec codec() {
    return codec;
  }

  /**
   * The bytes, encoded when they are asked for first; not to be changed.
   *
   * @throws CodecException when the format cannot hold the value
   */
  public byte[] bytes() {
    byte[] present = bytes;
    if (present == null) {
      present = codec.encode(value);
      bytes = present;
    }
    return present;
  }

  /**
   * The value, decoded when it is asked for first, in the types that {@link Codec} lists; not to be
   * changed.
   *
   * @throws CodecException when the bytes are not of the format
   */
  public Object value() {
    Object present = value;
    if (present == UNDECODED) {
      present = codec.decode(bytes);
      value = present;
    }
    return present;
  }

  /**
   * The value as an object with fields; not to be changed.
   *
   * @throws CodecException when it is none, or the bytes are not of the format
   */
  @SuppressWarnings("unchecked") // Codecs give maps with text keys and no others.
  public Map<String, Object> fields() {
    if (value() instanceof Map<?, ?> map) {
      return (Map<String, Object>) map;
    }
    throw new CodecException("the " + schema() + " payload is not an object with fields");
  }

  /** A copy of {@link #fields} that may be changed; what lies deeper is shared. */
  public Map<String, Object> copyOfFields() {
    return new LinkedHashMap<>(fields());
  }

  /** Whether the value is there without decoding. */
  public boolean isDecoded() {
    return value != UNDECODED;
  }

  /** A payload of the same format with another value. */
  public Payload withValue(Object changed) {
    return ofValue(codec, changed);
  }

  /** The format and nothing of the content, which may be secret. */
  @Override
  public String toString() {
    return "Payload{" + schema() + (bytes == null ? "" : ", " + bytes.length + " bytes") + "}";
  }

  private enum RawCodec implements Codec {
    INSTANCE;

    @Override
    public Schema schema() {
      return Schema.RAW;
    }

    @Override
    public Object decode(byte[] payload) {
      return payload;
    }

    @Override
    public byte[] encode(Object value) {
      if (value instanceof byte[] bytes) {
        return bytes;
      }
      throw new CodecException("a raw payload holds bytes only");
    }
  }

  private enum TextCodec implements Codec {
    INSTANCE;

    @Override
    public Schema schema() {
      return Schema.TEXT;
    }

    @Override
    public Object decode(byte[] payload) {
      return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public byte[] encode(Object value) {
      if (value instanceof String text) {
        return text.getBytes(StandardCharsets.UTF_8);
      }
      throw new CodecException("a text payload holds text only");
    }
  }

  private static final class UnreadableCodec implements Codec {
    private final byte[] known;
    private final String why;

    UnreadableCodec(byte[] known, String why) {
      this.known = known;
      this.why = why;
    }

    @Override
    public Schema schema() {
      return Schema.RAW;
    }

    @Override
    public Object decode(byte[] payload) {
      throw new CodecException(why);
    }

    @Override
    public byte[] encode(Object value) {
      throw new CodecException(why);
    }
  }
}
