// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

/** One question about a table. */
@FunctionalInterface
public interface Check {
  /**
   * Answers the question with at least one finding.
   *
   * @throws Exception when the question cannot be answered, which is a failure of the check; an
   *     interrupt means that its time is up
   */
  void examine(Findings findings) throws Exception;
}
