// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.cli.generator;

import java.util.SplittableRandom;

/**
 * What a user does, how long that takes, and what tends to come next.
 *
 * <p>Durations are log-normal: most are near the typical one, a few are many times longer.
 */
enum EventType {
  APP_OPEN("app_open", 350, 0.4),
  PAGE_VIEW("page_view", 1_500, 0.9),
  SEARCH("search", 220, 0.6),
  ADD_TO_CART("add_to_cart", 180, 0.5),
  CHECKOUT("checkout", 4_200, 0.7),
  PURCHASE("purchase", 900, 0.4),
  VIDEO_PLAY("video_play", 42_000, 0.8),
  LOGOUT("logout", 90, 0.3);

  private static final double FIRST_IS_SEARCH = 0.25;
  private static final int MAX_ITEMS = 5;

  private final String label;
  private final double typicalDurationMillis;
  private final double spread;

  EventType(String label, double typicalDurationMillis, double spread) {
    this.label = label;
    this.typicalDurationMillis = typicalDurationMillis;
    this.spread = spread;
  }

  /** As it stands in the event. */
  String label() {
    return label;
  }

  long durationMillis(SplittableRandom random) {
    double gaussian = random.nextGaussian();
    return Math.max(1, Math.round(typicalDurationMillis * Math.exp(spread * gaussian)));
  }

  /** How many things the event concerns: items of a cart, else one. */
  int count(SplittableRandom random) {
    boolean isAboutItems = this == ADD_TO_CART || this == PURCHASE;
    return isAboutItems ? 1 + (int) (random.nextDouble() * random.nextDouble() * MAX_ITEMS) : 1;
  }

  /** What the same user does next; after {@link #LOGOUT} a session is over. */
  EventType next(SplittableRandom random) {
    double chance = random.nextDouble();
    return switch (this) {
      case APP_OPEN -> chance < FIRST_IS_SEARCH ? SEARCH : PAGE_VIEW;
      case SEARCH -> chance < 0.8 ? PAGE_VIEW : SEARCH;
      case PAGE_VIEW -> afterPageView(chance);
      case VIDEO_PLAY -> chance < 0.7 ? PAGE_VIEW : LOGOUT;
      case ADD_TO_CART -> chance < 0.35 ? CHECKOUT : PAGE_VIEW;
      case CHECKOUT -> chance < 0.7 ? PURCHASE : PAGE_VIEW;
      case PURCHASE -> chance < 0.6 ? LOGOUT : PAGE_VIEW;
      case LOGOUT -> APP_OPEN;
    };
  }

  private static EventType afterPageView(double chance) {
    if (chance < 0.55) {
      return PAGE_VIEW;
    }
    if (chance < 0.67) {
      return SEARCH;
    }
    if (chance < 0.79) {
      return VIDEO_PLAY;
    }
    return chance < 0.90 ? ADD_TO_CART : LOGOUT;
  }
}
