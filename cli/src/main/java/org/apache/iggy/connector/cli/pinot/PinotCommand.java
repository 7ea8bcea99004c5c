// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot;

import org.apache.iggy.connector.cli.pinot.doctor.DoctorCommand;
import org.apache.iggy.connector.cli.pinot.migrate.MigrateCommand;
import org.apache.iggy.connector.cli.pinot.offsets.OffsetsCommand;
import org.apache.iggy.connector.cli.pinot.table.TableCommand;
import picocli.CommandLine.Command;

/** Groups the commands for who runs Iggy topics as tables of a Pinot cluster. */
@Command(
    name = "pinot",
    description = {"Tools for Iggy topics as tables of a Pinot cluster.", ""},
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DoctorCommand.class,
      TableCommand.class,
      MigrateCommand.class,
      OffsetsCommand.class
    },
    footer = {"", "How to use one of them:  iggy-connect pinot doctor --help"})
public final class PinotCommand {}
