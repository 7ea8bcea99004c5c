// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.protocol.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.command.Request;
import org.apache.iggy.connector.protocol.command.ResponseCodec;
import org.apache.iggy.connector.protocol.wire.MalformedFrameException;
import org.apache.iggy.connector.protocol.wire.WireReader;
import org.apache.iggy.connector.protocol.wire.WireWriter;

/**
 * Asks which options the server knows for a kind of thing. Only VSR has it.
 *
 * <pre>{@code
 * scope u8 (1 topic, 2 stream, 3 user); answer: count u32, count x option descriptor
 * }</pre>
 */
public final class DescribeOptions implements Request<List<OptionDescriptor>> {
  /** What has options, in the order of the codes 1 to 3. */
  public enum Scope {
    /** Topics. */
    TOPIC(1),
    /** Streams, which have had none so far. */
    STREAM(2),
    /** Users, who have had none so far. */
    USER(3);

    private final int code;

    Scope(int code) {
      this.code = code;
    }

    private static Scope of(int code) {
      for (Scope scope : values()) {
        if (scope.code == code) {
          return scope;
        }
      }
      throw new MalformedFrameException("scope " + code + " of options is not within 1..3");
    }
  }

  private static final int MIN_DESCRIPTOR_BYTES = 11;

  private final Scope scope;

  /** Creates it. */
  public DescribeOptions(Scope scope) {
    this.scope = Objects.requireNonNull(scope, "scope");
  }

  /** Reads what {@link #encode} wrote. */
  public static DescribeOptions decode(WireReader in) {
    return new DescribeOptions(Scope.of(in.u8()));
  }

  /** What it asks for. */
  public Scope scope() {
    return scope;
  }

  @Override
  public CommandCode code() {
    return CommandCode.DESCRIBE_OPTIONS;
  }

  @Override
  public void encode(WireWriter out) {
    out.u8(scope.code);
  }

  @Override
  public ResponseCodec<List<OptionDescriptor>> responseCodec() {
    return ResponseCodec.of(DescribeOptions::decodeAll, DescribeOptions::encodeAll);
  }

  private static List<OptionDescriptor> decodeAll(WireReader in) {
    int count = in.count(MIN_DESCRIPTOR_BYTES);
    List<OptionDescriptor> descriptors = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      descriptors.add(OptionDescriptor.decode(in));
    }
    return descriptors;
  }

  private static void encodeAll(List<OptionDescriptor> descriptors, WireWriter out) {
    out.u32(descriptors.size());
    descriptors.forEach(descriptor -> descriptor.encode(out));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DescribeOptions && scope == ((DescribeOptions) other).scope;
  }

  @Override
  public int hashCode() {
    return scope.hashCode();
  }

  @Override
  public String toString() {
    return "DescribeOptions{scope=" + scope + "}";
  }
}
