// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The lists of deliveries in the documentation are those of the code: {@code
 * -Dreference.write=true} writes them anew.
 */
class DeliveryListTest {
  private static final Path PAGE = Path.of("..", "..", "docs", "connect", "testing-connectors.md");
  private static final String END = "<!-- end of deliveries -->\n";

  @Test
  void shouldListTheDeliveriesOfTheCodeInTheDocumentation() throws IOException {
    String page = Files.readString(PAGE);
    String expected = replace(page, "sinks", DeliveryList.table(SinkContract.class));
    expected = replace(expected, "sources", DeliveryList.table(SourceContract.class));
    if (Boolean.getBoolean("reference.write")) {
      Files.writeString(PAGE, expected);
    } else {
      assertThat(page).isEqualTo(expected);
    }
  }

  private static String replace(String page, String direction, String table) {
    String start = "<!-- deliveries of " + direction + ": written from the code -->\n";
    int from = page.indexOf(start);
    assertThat(from).as("place of the deliveries of %s", direction).isNotNegative();
    int to = page.indexOf(END, from);
    return page.substring(0, from + start.length()) + table + page.substring(to);
  }

  @ParameterizedTest
  @ValueSource(classes = {SinkContract.class, SourceContract.class})
  void shouldSayOfEachTestWhatItIsFor(Class<?> contract) {
    for (Class<?> type = contract; type != Object.class; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        assertThat(method.isAnnotationPresent(Delivery.class))
            .as("%s", method)
            .isEqualTo(method.isAnnotationPresent(Test.class));
      }
    }
    List<String> names = DeliveryList.deliveries(contract).stream().map(Delivery::name).toList();
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(15);
  }
}
