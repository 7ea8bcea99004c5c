// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.postgres.sink;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.iggy.connector.connect.api.Codec;
import org.apache.iggy.connector.connect.api.ConnectRecord;
import org.apache.iggy.connector.connect.api.MessageId;
import org.apache.iggy.connector.connect.api.Payload;
import org.postgresql.core.Oid;

/**
 * Puts one column of a record in PostgreSQL's binary format, in which {@code COPY} takes it: its
 * length in 4 bytes, -1 for NULL, and what the type's {@code recv} function reads.
 */
@FunctionalInterface
interface BinaryField {
  /** Microseconds from 1970 to 2000, where PostgreSQL's times begin. */
  long EPOCH_MICROS = 946_684_800_000_000L;

  /** The first byte of JSONB: its version. */
  int JSONB_VERSION = 1;

  void put(CopyBuffer out, ConnectRecord record);

  /** The field for a column of metadata; empty when it cannot be written to that type. */
  static Optional<BinaryField> of(MetadataColumn column, int type) {
    return Optional.ofNullable(
        switch (column) {
          case ID -> id(type);
          case OFFSET -> number(type, record -> record.origin().offset());
          case PARTITION -> number(type, record -> record.origin().partition());
          case CHECKSUM -> number(type, record -> record.origin().checksum());
          case TIMESTAMP -> time(type, record -> record.origin().timestampMicros());
          case ORIGIN_TIMESTAMP -> time(type, ConnectRecord::originTimestampMicros);
          case STREAM -> text(type, record -> record.origin().stream());
          case TOPIC -> text(type, record -> record.origin().topic());
        });
  }

  private static BinaryField id(int type) {
    return switch (type) {
      case Oid.NUMERIC -> (out, record) -> BinaryNumeric.put(out, record.id());
      case Oid.UUID ->
          (out, record) -> {
            MessageId id = record.id();
            out.putInt(2 * Long.BYTES);
            out.putLong(id.high());
            out.putLong(id.low());
          };
      case Oid.TEXT, Oid.VARCHAR ->
          (out, record) ->
              putBytes(out, record.id().toString().getBytes(StandardCharsets.US_ASCII));
      default -> null;
    };
  }

  private static BinaryField number(int type, ToLongFunction<ConnectRecord> value) {
    return switch (type) {
      case Oid.INT8 ->
          (out, record) -> {
            out.putInt(Long.BYTES);
            out.putLong(value.applyAsLong(record));
          };
      case Oid.INT4 ->
          (out, record) -> {
            out.putInt(Integer.BYTES);
            out.putInt(Math.toIntExact(value.applyAsLong(record)));
          };
      // Unsigned, as Iggy has them.
      case Oid.NUMERIC ->
          (out, record) -> BinaryNumeric.put(out, new MessageId(0, value.applyAsLong(record)));
      default -> null;
    };
  }

  private static BinaryField time(int type, ToLongFunction<ConnectRecord> micros) {
    return switch (type) {
      case Oid.TIMESTAMPTZ, Oid.TIMESTAMP ->
          (out, record) -> {
            long value = micros.applyAsLong(record);
            if (MetadataColumn.isTimestamp(value)) {
              out.putInt(Long.BYTES);
              out.putLong(value - EPOCH_MICROS);
            } else {
              out.putInt(-1);
            }
          };
      case Oid.INT8 -> number(type, micros);
      default -> null;
    };
  }

  private static BinaryField text(int type, Function<ConnectRecord, String> value) {
    return switch (type) {
      case Oid.TEXT, Oid.VARCHAR -> new RepeatedText(value);
      default -> null;
    };
  }

  /** The field for the payload; empty when a payload cannot be written to that type. */
  static Optional<BinaryField> payload(int type, Codec json) {
    return Optional.ofNullable(
        switch (type) {
          case Oid.BYTEA -> (out, record) -> putBytes(out, record.payload().bytes());
          case Oid.TEXT, Oid.VARCHAR, Oid.JSON ->
              (out, record) -> putBytes(out, readable(record.payload(), json));
          case Oid.JSONB ->
              (out, record) -> {
                byte[] bytes = readable(record.payload(), json);
                out.putInt(1 + bytes.length);
                out.putByte(JSONB_VERSION);
                out.put(bytes);
              };
          default -> null;
        });
  }

  /** Formats that people cannot read become JSON; whether text is JSON is the database's to say. */
  private static byte[] readable(Payload payload, Codec json) {
    return switch (payload.schema()) {
      case JSON, TEXT, RAW -> payload.bytes();
      case AVRO, PROTO, FLAT_BUFFER -> json.encode(payload.value());
    };
  }

  private static void putBytes(CopyBuffer out, byte[] bytes) {
    out.putInt(bytes.length);
    out.put(bytes);
  }

  /** Text that is the same from record to record: it is turned into bytes once. */
  final class RepeatedText implements BinaryField {
    private final Function<ConnectRecord, String> value;
    private String last;
    private byte[] lastBytes;

    RepeatedText(Function<ConnectRecord, String> value) {
      this.value = value;
    }

    @Override
    public void put(CopyBuffer out, ConnectRecord record) {
      String text = value.apply(record);
      if (!text.equals(last)) {
        last = text;
        lastBytes = text.getBytes(StandardCharsets.UTF_8);
      }
      putBytes(out, lastBytes);
    }
  }
}
