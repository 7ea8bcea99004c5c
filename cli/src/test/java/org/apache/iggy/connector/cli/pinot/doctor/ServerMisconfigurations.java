// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import static org.apache.iggy.connector.cli.pinot.doctor.Misconfiguration.failing;
import static org.apache.iggy.connector.cli.pinot.doctor.Misconfiguration.warning;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.iggy.connector.cli.pinot.TableFiles;
import org.apache.iggy.connector.cli.pinot.doctor.Misconfiguration.Server;

/** What can be wrong on the way to the topic and with it. */
final class ServerMisconfigurations {
  private ServerMisconfigurations() {}

  static Stream<Misconfiguration> all(TestServers servers) {
    return Stream.of(
        failing(
            "an unknown host",
            table -> table.key("host", "no-such-host.invalid"),
            "host name",
            "cannot be resolved",
            "change stream.iggy.host"),
        failing(
            "a port where nothing listens",
            table -> table.key("port", Integer.toString(servers.deadPort())),
            "connection",
            "nothing accepts a connection at",
            "stream.iggy.port"),
        failing(
            "TLS on a port without",
            table -> table.key("enable.tls", "true"),
            "tls",
            "stream.iggy.enable.tls to \"false\""),
        failing(
            "a server that is silent",
            table -> table.key("port", Integer.toString(servers.silentPort())),
            "protocol",
            "stream.iggy.port"),
        failing(
            Server.TLS,
            "no TLS on a port with it",
            table -> {},
            "protocol",
            "stream.iggy.enable.tls to \"true\": this port speaks TLS"),
        failing(
            Server.TLS,
            "an authority that did not sign",
            table -> overTls(table, servers.untrusted()),
            "tls",
            "not trusted",
            "stream.iggy.tls.ca.file"),
        failing(
            Server.EXPIRED,
            "an expired certificate",
            table -> overTls(table, servers.trusted()),
            "tls",
            "has expired",
            "renew"),
        failing(
            Server.OTHER_NAME,
            "a certificate for another name",
            table -> overTls(table, servers.otherName()),
            "tls",
            "it is for iggy.example.com",
            "stream.iggy.host"),
        warning(
            Server.TLS,
            "names that are not compared",
            table -> overTls(table, servers.trusted()).key("tls.verify.hostname", "false"),
            "tls",
            "stream.iggy.tls.verify.hostname"),
        failing(
            "a wrong password",
            table -> servers.secret(table, "password.file", "not-the-secret"),
            "login",
            "user name or password is wrong",
            "stream.iggy.password"),
        failing(
            "an unknown user",
            table -> table.key("username", "somebody"),
            "login",
            "user name or password is wrong",
            "stream.iggy.username"),
        failing(
            "a wrong token",
            table -> servers.secret(table, "token.file", "not-a-token"),
            "login",
            "token",
            "stream.iggy.token"),
        failing(
            "no stream of this name",
            table -> table.key("stream.id", "shpo"),
            "topic",
            "there is no stream 'shpo'",
            "there is shop"),
        failing(
            "no topic of this name",
            table -> table.key("topic.id", "ordrs").key("topic.name", "ordrs"),
            "topic",
            "has no topic 'ordrs'",
            "orders"),
        failing(
            "a topic without partitions",
            table -> over(table, "nowhere"),
            "topic",
            "has no partitions"),
        failing(
            "a user without permission",
            table ->
                servers.secret(table.key("username", "nobody"), "password.file", "nobody-secret"),
            "topic",
            "may not do this",
            "poll_messages"),
        failing(
            "partitions that are not there",
            table -> table.key("partition.ids", "0-3"),
            "permission",
            "names partitions that are not there: [2, 3]",
            "correct stream.iggy.partition.ids"),
        warning("an empty topic", table -> over(table, "empty"), "permission", "no message in any"),
        warning(
            "no start offset",
            table -> table.key("consumer.prop.auto.offset.reset", null),
            "start",
            "Pinot takes largest",
            "smallest"),
        failing(
            "a start offset of letters",
            table -> table.key("consumer.prop.auto.offset.reset", "begin"),
            "start",
            "is 'begin' but must be smallest"),
        failing(
            "a start offset beyond the end",
            table -> table.key("consumer.prop.auto.offset.reset", "1000000"),
            "start",
            "ends at 300"),
        warning(
            "a start time after all messages",
            table -> table.key("consumer.prop.auto.offset.reset", "2060-01-01T00:00:00.000Z"),
            "start",
            "reads 0 of the 600 messages"),
        failing(
            "messages that expire before a segment ends",
            table -> over(table, "brief"),
            "retention",
            "the topic keeps messages for 1 min",
            "raise the topic's message expiry"),
        failing(
            "messages larger than a fetch",
            table -> over(table, "large").key("fetch.max.bytes", "65536"),
            "message size",
            "raise stream.iggy.fetch.max.bytes"));
  }

  private static TableFiles over(TableFiles table, String topic) {
    return table.key("topic.id", topic).key("topic.name", topic);
  }

  private static TableFiles overTls(TableFiles table, Path ca) {
    return table.key("enable.tls", "true").key("tls.ca.file", ca.toString());
  }
}
