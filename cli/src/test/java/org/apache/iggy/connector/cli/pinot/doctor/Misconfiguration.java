// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.util.List;
import java.util.function.Consumer;
import org.apache.iggy.connector.cli.pinot.TableFiles;

/**
 * Something that can be wrong with a table, and what the doctor is to say.
 *
 * @param name what is wrong
 * @param server where the table reads from
 * @param spoil makes a table that works have it
 * @param check the check that is to notice
 * @param status of that check
 * @param words what it is to say
 */
record Misconfiguration(
    String name,
    Server server,
    Consumer<TableFiles> spoil,
    String check,
    String status,
    List<String> words) {

  /** The servers that tables read from. */
  enum Server {
    PLAIN,
    TLS,
    EXPIRED,
    OTHER_NAME
  }

  static Misconfiguration failing(
      String name, Consumer<TableFiles> spoil, String check, String... words) {
    return failing(Server.PLAIN, name, spoil, check, words);
  }

  static Misconfiguration failing(
      Server server, String name, Consumer<TableFiles> spoil, String check, String... words) {
    return new Misconfiguration(name, server, spoil, check, "fail", List.of(words));
  }

  static Misconfiguration warning(
      String name, Consumer<TableFiles> spoil, String check, String... words) {
    return warning(Server.PLAIN, name, spoil, check, words);
  }

  static Misconfiguration warning(
      Server server, String name, Consumer<TableFiles> spoil, String check, String... words) {
    return new Misconfiguration(name, server, spoil, check, "warn", List.of(words));
  }

  @Override
  public String toString() {
    return name;
  }
}
