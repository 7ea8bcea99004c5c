// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.embedded.metadata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.iggy.connector.embedded.catalog.Catalog;
import org.apache.iggy.connector.embedded.catalog.Topic;
import org.apache.iggy.connector.embedded.identity.UserDirectory;
import org.apache.iggy.connector.embedded.log.LogStore;
import org.apache.iggy.connector.embedded.log.MemoryLogStore;
import org.apache.iggy.connector.protocol.hash.XxHash3;
import org.apache.iggy.connector.protocol.topic.Options;
import org.apache.iggy.connector.protocol.wire.WireWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetadataFileTest {
  private static final int HEADER_LENGTH = 16;

  /** One stream with one topic of one partition and a group, no users. */
  private static byte[] firstVersion() {
    WireWriter out = new WireWriter();
    out.bytes("IGGYEMB1".getBytes(StandardCharsets.US_ASCII));
    out.u64(0);
    out.u32(1);
    out.u32(0);
    out.u64(1);
    out.name("stream");
    out.u32(1);
    out.u32(7);
    out.u64(2);
    out.name("topic");
    out.u8(1);
    out.u64(3_600_000_000L);
    out.u64(-1);
    out.u8(1);
    out.u32(1);
    out.u64(3);
    out.u32(1);
    out.u32(4);
    out.name("group");
    out.u32(0);
    int length = out.position() - HEADER_LENGTH;
    out.patchU64(Long.BYTES, XxHash3.hash64(out.view(), HEADER_LENGTH, length));
    return out.toByteArray();
  }

  @Test
  void shouldReadWhatWasSavedBeforeTopicsHadOptions(@TempDir Path folder) throws IOException {
    Files.write(folder.resolve("metadata"), firstVersion());
    Catalog catalog = new Catalog();
    try (LogStore store = new MemoryLogStore(LogStore.DEFAULT_SEGMENT_BYTES)) {
      MetadataFile file = new MetadataFile(folder);
      assertThat(file.load(store, catalog, new UserDirectory())).isTrue();
      Topic topic = catalog.topics().findFirst().orElseThrow();
      assertThat(topic.id()).isEqualTo(7);
      assertThat(topic.settings().messageExpiryMicros()).isEqualTo(3_600_000_000L);
      assertThat(topic.settings().options()).isEqualTo(Options.none());
      assertThat(topic.groups().find("group")).isPresent();
      file.save(catalog, new UserDirectory());
      Catalog again = new Catalog();
      assertThat(file.load(store, again, new UserDirectory())).isTrue();
      assertThat(again.topics().map(Topic::name)).containsExactly("topic");
    }
  }
}
