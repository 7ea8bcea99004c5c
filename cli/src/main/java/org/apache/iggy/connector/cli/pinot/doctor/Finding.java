// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.pinot.doctor;

import java.util.Optional;

/**
 * One line of what was found out.
 *
 * @param subject the table, or one of its streams
 * @param check the name of the check
 * @param status what became of it
 * @param message what is so, never with a secret
 * @param advice what to change; empty when nothing need be
 */
public record Finding(
    String subject, String check, Status status, String message, Optional<String> advice) {}
