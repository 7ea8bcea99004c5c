// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;

class DirectoryTest {
  private final Directory<Stream> directory = new Directory<>();

  private Stream add(String name) {
    return directory.add(id -> new Stream(id, 0, name));
  }

  @Test
  void shouldFindByNumberAndByName() {
    add("zero");
    Stream one = add("one");
    add("0");
    assertThat(directory.find(Identifier.numeric(1))).contains(one);
    assertThat(directory.find(Identifier.named("one"))).contains(one);
    assertThat(directory.find(Identifier.named("0")).orElseThrow().id()).isEqualTo(2);
    assertThat(directory.find(Identifier.numeric(3))).isEmpty();
  }

  @Test
  void shouldGiveFreedNumbersOutAgainTheLastFreedFirst() {
    Stream zero = add("zero");
    Stream one = add("one");
    add("two");
    directory.remove(zero);
    directory.remove(one);
    assertThat(add("a").id()).isEqualTo(1);
    assertThat(add("b").id()).isEqualTo(0);
    assertThat(add("c").id()).isEqualTo(3);
  }

  @Test
  void shouldGiveOutTheGapsOfRestoredEntries() {
    directory.put(new Stream(2, 0, "two"));
    assertThat(add("a").id()).isEqualTo(0);
    assertThat(add("b").id()).isEqualTo(1);
    assertThat(add("c").id()).isEqualTo(3);
  }

  @Test
  void shouldFreeTheOldNameWhenRenamed() {
    Stream stream = add("old");
    stream.rename("new");
    directory.renamed("old", stream);
    assertThat(directory.find("old")).isEmpty();
    assertThat(directory.find("new")).contains(stream);
  }
}
