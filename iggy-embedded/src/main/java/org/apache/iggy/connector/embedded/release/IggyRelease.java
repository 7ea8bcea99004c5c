// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.release;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.iggy.connector.protocol.vsr.VsrRelease;

/** A release of Iggy whose protocol and rules the server can keep. */
public enum IggyRelease {
  /** A release of the legacy framing whose messages have shorter headers. */
  V0_6("0.6.0", 6000, null),
  /** A release of the legacy framing. */
  V0_7("0.7.0", 7000, null),
  /** The last release of the legacy framing. */
  V0_8("0.8.0", 8000, null),
  /** An early server of VSR framing: it executes a repeated send again. */
  V0_9_EDGE_5(VsrRelease.EDGE_5.version(), 9000, VsrRelease.EDGE_5),
  /** The first release of VSR framing: a repeated send is acknowledged but not executed again. */
  V0_9(VsrRelease.FINAL.version(), 9000, VsrRelease.FINAL);

  private final String version;
  private final long semver;
  private final Optional<VsrRelease> vsr;

  IggyRelease(String version, long semver, VsrRelease vsr) {
    this.version = version;
    this.semver = semver;
    this.vsr = Optional.ofNullable(vsr);
  }

  /**
   * The release of this version, such as {@code 0.9.0-edge.5}.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static IggyRelease ofVersion(String version) {
    for (IggyRelease release : values()) {
      if (release.version.equals(version)) {
        return release;
      }
    }
    throw new IllegalArgumentException(
        "release must be one of "
            + Arrays.stream(values()).map(IggyRelease::version).collect(Collectors.joining(", "))
            + ", not "
            + version);
  }

  /** The version as the server tells it. */
  public String version() {
    return version;
  }

  /** The version as the statistics' number. */
  public long semver() {
    return semver;
  }

  /** What it is in VSR framing; empty when it speaks the legacy one. */
  public Optional<VsrRelease> vsr() {
    return vsr;
  }

  /** Whether it speaks VSR framing, otherwise the legacy one. */
  public boolean speaksVsr() {
    return vsr.isPresent();
  }

  /** Whether a send or a stored offset whose number was seen is acknowledged without doing it. */
  public boolean recognisesRepeatedWrites() {
    return this == V0_9;
  }
}
