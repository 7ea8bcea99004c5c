// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.connection;

import java.util.function.Predicate;
import org.apache.iggy.connector.client.RequestExecutor;
import org.apache.iggy.connector.client.command.Streams;
import org.apache.iggy.connector.client.command.Topics;
import org.apache.iggy.connector.pinot.config.TopicReference;
import org.apache.iggy.connector.protocol.primitive.Identifier;

/**
 * Decides whether a value of digits names a stream or topic or is its id: a name first, and an id
 * only if nothing has that name. Everything else is a name, without asking the server.
 */
public final class TopicResolver {
  private TopicResolver() {}

  /** The stream's identifier. */
  public static Identifier stream(RequestExecutor server, TopicReference reference) {
    return resolve(reference.stream(), name -> new Streams(server).find(name).isPresent());
  }

  /** The topic's identifier within its stream. */
  public static Identifier topic(
      RequestExecutor server, Identifier stream, TopicReference reference) {
    return resolve(reference.topic(), name -> new Topics(server).find(stream, name).isPresent());
  }

  private static Identifier resolve(String text, Predicate<Identifier> exists) {
    Identifier name = Identifier.named(text);
    if (!mayBeId(text) || exists.test(name)) {
      return name;
    }
    return Identifier.numeric(Long.parseLong(text));
  }

  private static boolean mayBeId(String text) {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && text.length() <= 10 && Long.parseLong(text) <= 0xFFFF_FFFFL;
  }
}
