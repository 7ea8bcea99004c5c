// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Reads and writes the body of a successful response.
 *
 * @param <R> the decoded response
 */
public interface ResponseCodec<R> {
  /** Reads a whole body; bytes that are left over are an error. */
  R decode(WireReader in);

  /** Writes a whole body. */
  void encode(R response, WireWriter out);

  /** A body without a byte, for commands that are only acknowledged; decodes to null. */
  static ResponseCodec<Void> empty() {
    return EmptyResponseCodec.INSTANCE;
  }

  /** A body of exactly one value. */
  static <T> ResponseCodec<T> of(
      Function<WireReader, T> decoder, BiConsumer<T, WireWriter> encoder) {
    return new ResponseCodec<T>() {
      @Override
      public T decode(WireReader in) {
        T value = decoder.apply(in);
        in.expectEnd();
        return value;
      }

      @Override
      public void encode(T response, WireWriter out) {
        encoder.accept(response, out);
      }
    };
  }

  /** A body that is empty when there is no such thing: the protocol's way of saying "not found". */
  static <T> ResponseCodec<Optional<T>> optional(
      Function<WireReader, T> decoder, BiConsumer<T, WireWriter> encoder) {
    ResponseCodec<T> value = of(decoder, encoder);
    return new ResponseCodec<Optional<T>>() {
      @Override
      public Optional<T> decode(WireReader in) {
        return in.hasRemaining() ? Optional.of(value.decode(in)) : Optional.empty();
      }

      @Override
      public void encode(Optional<T> response, WireWriter out) {
        response.ifPresent(present -> value.encode(present, out));
      }
    };
  }

  /** A body of values back to back until its end, without a count. */
  static <T> ResponseCodec<List<T>> listOf(
      Function<WireReader, T> decoder, BiConsumer<T, WireWriter> encoder) {
    return new ResponseCodec<List<T>>() {
      @Override
      public List<T> decode(WireReader in) {
        List<T> values = new ArrayList<>();
        while (in.hasRemaining()) {
          values.add(decoder.apply(in));
        }
        return values;
      }

      @Override
      public void encode(List<T> response, WireWriter out) {
        response.forEach(value -> encoder.accept(value, out));
      }
    };
  }
}
