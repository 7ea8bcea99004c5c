// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

/** A stream: a named set of topics. */
public final class Stream implements Directory.Entry {
  private final long id;
  private final long createdAtMicros;
  private final Directory<Topic> topics = new Directory<>();
  private String name;

  /** Creates a stream without topics. */
  public Stream(long id, long createdAtMicros, String name) {
    this.id = id;
    this.createdAtMicros = createdAtMicros;
    this.name = name;
  }

  @Override
  public long id() {
    return id;
  }

  @Override
  public String name() {
    return name;
  }

  /** Gives it another name. */
  public void rename(String newName) {
    name = newName;
  }

  /** When it was created, microseconds since the epoch. */
  public long createdAtMicros() {
    return createdAtMicros;
  }

  /** Its topics. */
  public Directory<Topic> topics() {
    return topics;
  }

  /** Bytes of all messages. */
  public long sizeBytes() {
    return topics.all().stream().mapToLong(Topic::sizeBytes).sum();
  }

  /** How many messages its topics hold. */
  public long messagesCount() {
    return topics.all().stream().mapToLong(Topic::messagesCount).sum();
  }
}
