// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.decoder;

import java.math.BigInteger;
import java.util.Random;

/** Writes random JSON objects of every kind of value, spacing, and escape. */
final class RandomJson {
  private static final String[] TEXTS = {
    "",
    "plain",
    "caf\u00e9",
    "\ud83d\ude00 smile",
    "\\n\\t\\\"\\\\",
    "\\u0041\\ud83d\\ude00",
    "\u6f22\u5b57"
  };
  private static final String[] SPACES = {"", "", "", " ", "\n", "\t ", "\r\n"};

  private final Random random;
  private final StringBuilder json = new StringBuilder();
  private int uniqueNames;

  RandomJson(Random random) {
    this.random = random;
  }

  /** Returns an object whose names are distinct, in UTF-8; now and then larger than 8 kB. */
  byte[] document() {
    space();
    object(0, random.nextInt(20) == 0 ? 300 : 8);
    space();
    return TestDecoders.utf8(json.toString());
  }

  private void value(int depth) {
    space();
    switch (random.nextInt(depth > 4 ? 7 : 10)) {
      case 0:
        json.append(random.nextInt());
        break;
      case 1:
        json.append(random.nextLong());
        break;
      case 2:
        json.append(new BigInteger(random.nextInt(120), random));
        break;
      case 3:
        json.append(random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15));
        break;
      case 4:
        json.append(random.nextBoolean() ? "true" : "false");
        break;
      case 5:
        json.append("null");
        break;
      case 6:
        json.append('"').append(TEXTS[random.nextInt(TEXTS.length)]).append('"');
        break;
      case 7:
        array(depth + 1);
        break;
      default:
        object(depth + 1, 6);
        break;
    }
    space();
  }

  private void array(int depth) {
    json.append('[');
    int elements = random.nextInt(5);
    for (int i = 0; i < elements; i++) {
      json.append(i == 0 ? "" : ",");
      value(depth);
    }
    json.append(']');
  }

  private void object(int depth, int maxMembers) {
    json.append('{');
    int members = random.nextInt(maxMembers + 1);
    for (int i = 0; i < members; i++) {
      json.append(i == 0 ? "" : ",");
      space();
      json.append('"').append(name(i)).append('"');
      space();
      json.append(':');
      value(depth);
    }
    json.append('}');
  }

  private String name(int member) {
    if (member < 3) {
      return String.valueOf((char) ('a' + member));
    }
    return TEXTS[random.nextInt(TEXTS.length)] + uniqueNames++;
  }

  private void space() {
    json.append(SPACES[random.nextInt(SPACES.length)]);
  }
}
