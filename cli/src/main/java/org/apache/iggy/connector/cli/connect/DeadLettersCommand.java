// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.connect;

import picocli.CommandLine.Command;

/** Groups the commands for messages that connectors could not process. */
@Command(
    name = "dead-letters",
    description = {"Shows and sends again the messages that connectors could not process.", ""},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {DeadLettersListCommand.class, DeadLettersReplayCommand.class},
    footer = {
      "",
      "Examples:",
      "  iggy-connect dead-letters list config.toml",
      "  iggy-connect dead-letters replay --connector orders config.toml"
    })
public final class DeadLettersCommand {}
