// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.spi;

import java.util.Arrays;

/** Tells what the Pinot at hand offers, so that one jar serves every release from 1.2.0 on. */
public final class SpiFeature {
  private SpiFeature() {}

  /** Whether a class of the SPI has a public method of this name and these parameters. */
  public static boolean hasMethod(Class<?> type, String name, Class<?>... parameters) {
    return Arrays.stream(type.getMethods())
        .anyMatch(
            method ->
                method.getName().equals(name)
                    && Arrays.equals(method.getParameterTypes(), parameters));
  }
}
