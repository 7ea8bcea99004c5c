// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** The deliveries of a contract as documentation has them. */
final class DeliveryList {
  private DeliveryList() {}

  /** A table in Markdown, sorted by name. */
  static String table(Class<?> contract) {
    return "| Delivery | Purpose | Method | Passes when | Needs |\n|---|---|---|---|---|\n"
        + deliveries(contract).stream().map(DeliveryList::row).collect(Collectors.joining());
  }

  /** The deliveries of a contract and of those it extends. */
  static List<Delivery> deliveries(Class<?> contract) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Class<?> type = contract; type != Object.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Delivery.class)) {
          deliveries.add(method.getAnnotation(Delivery.class));
        }
      }
    }
    deliveries.sort(Comparator.comparing(Delivery::name));
    return deliveries;
  }

  private static String row(Delivery delivery) {
    String needs =
        Arrays.stream(delivery.needs())
            .map(needed -> "`" + needed + "`")
            .collect(Collectors.joining(", "));
    return "| **%s** | %s | %s | %s | %s |\n"
        .formatted(
            delivery.name(), delivery.purpose(), delivery.method(), delivery.passes(), needs);
  }
}
