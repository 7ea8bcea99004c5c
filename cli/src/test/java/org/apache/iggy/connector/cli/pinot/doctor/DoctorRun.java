// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.iggy.connector.cli.CommandRun;
import org.apache.iggy.connector.cli.pinot.TableFiles;

/**
 * What the doctor said, as its JSON has it.
 *
 * @param exitCode of the command
 * @param json what it printed
 */
public record DoctorRun(int exitCode, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Runs it on a table and its schema, which are written to the folder. */
  public static DoctorRun of(TableFiles files, Path folder, String... more) {
    return of(files.writeTable(folder), files.writeSchema(folder), more);
  }

  /** Runs it on these files. */
  public static DoctorRun of(Path table, Path schema, String... more) {
    List<String> arguments = new ArrayList<>(List.of("pinot", "doctor", "--json"));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of(table.toString(), schema.toString()));
    CommandRun run = CommandRun.of(arguments.toArray(String[]::new));
    try {
      return new DoctorRun(run.exitCode(), JSON.readTree(run.out()));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + run, e);
    }
  }

  /** The findings of a check and a status, message and advice in one line each. */
  public List<String> findings(String check, String status) {
    List<String> findings = new ArrayList<>();
    for (JsonNode finding : json.path("findings")) {
      if (finding.path("check").asText().equals(check)
          && finding.path("status").asText().equals(status)) {
        findings.add(finding.path("message").asText() + " => " + finding.path("advice").asText());
      }
    }
    return findings;
  }

  /** The names of the checks with a finding of this status. */
  public List<String> checks(String status) {
    List<String> checks = new ArrayList<>();
    for (JsonNode finding : json.path("findings")) {
      if (finding.path("status").asText().equals(status)) {
        checks.add(finding.path("check").asText());
      }
    }
    return checks.stream().distinct().toList();
  }
}
