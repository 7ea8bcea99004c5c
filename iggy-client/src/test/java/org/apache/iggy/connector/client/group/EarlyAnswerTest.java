// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.group;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.iggy.connector.client.ConnectionOptions;
import org.apache.iggy.connector.client.Credentials;
import org.apache.iggy.connector.client.IggyAddress;
import org.apache.iggy.connector.client.IggyClient;
import org.apache.iggy.connector.client.ProtocolChoice;
import org.apache.iggy.connector.client.writer.BatchWriter;
import org.apache.iggy.connector.client.writer.BatchWriterOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyOptions;
import org.apache.iggy.connector.embedded.EmbeddedIggyServer;
import org.apache.iggy.connector.embedded.ServedProtocols;
import org.apache.iggy.connector.protocol.command.CommandCode;
import org.apache.iggy.connector.protocol.message.MessageCursor;
import org.apache.iggy.connector.protocol.primitive.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A server may read messages, take more, and then say where the partition ends: an answer with
 * nothing that tells of messages behind what was asked for. The same answer stands for messages
 * that retention has removed.
 */
@Timeout(60)
class EarlyAnswerTest {
  private static final Identifier STREAM = Identifier.named("early");
  private static final Identifier TOPIC = Identifier.named("answers");
  private static final int COUNT = 100;

  @Test
  void shouldReadOnWhenAnAnswerCameBeforeTheMessages() throws IOException {
    List<Integer> delivered = new ArrayList<>();
    try (EmbeddedIggyServer server =
            EmbeddedIggyServer.start(
                EmbeddedIggyOptions.builder().protocols(ServedProtocols.LEGACY).build());
        EarlyAnswers relay = new EarlyAnswers(IggyAddress.parse(server.address().toString()))) {
      fill(options(IggyAddress.parse(server.address().toString())));
      GroupReaderOptions options =
          GroupReaderOptions.builder(options(relay.address()), STREAM, TOPIC, "readers")
              .groupCreated(true)
              .batchCount(10)
              .build();
      try (GroupReader reader = new GroupReader(options)) {
        while (delivered.isEmpty() || delivered.get(delivered.size() - 1) != COUNT - 1) {
          GroupBatch batch = reader.fetch(50);
          if (batch != null) {
            MessageCursor cursor = batch.cursor();
            while (cursor.next()) {
              delivered.add(ByteBuffer.wrap(cursor.payload()).getInt());
            }
          }
        }
      }
      assertThat(relay.told.get()).isTrue();
    }
    assertThat(delivered).isEqualTo(IntStream.range(0, COUNT).boxed().collect(Collectors.toList()));
  }

  private static ConnectionOptions options(IggyAddress address) {
    return ConnectionOptions.builder(address)
        .credentials(Credentials.password("iggy", "iggy"))
        .protocol(ProtocolChoice.LEGACY)
        .build();
  }

  private static void fill(ConnectionOptions options) {
    try (IggyClient client = IggyClient.connect(options, 1)) {
      client.streams().create("early");
      client.topics().create(STREAM, "answers", 1);
    }
    try (BatchWriter writer =
        new BatchWriter(BatchWriterOptions.builder(options, STREAM, TOPIC).build())) {
      for (int i = 0; i < COUNT; i++) {
        writer.write(ByteBuffer.allocate(Integer.BYTES).putInt(i).array());
      }
      writer.flush();
    }
  }

  /** Passes the frames of legacy connections on, but for the messages of one poll in the middle. */
  private static final class EarlyAnswers implements AutoCloseable {
    private static final int MIDDLE = COUNT / 2;

    final AtomicBoolean told = new AtomicBoolean();
    private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final IggyAddress server;

    EarlyAnswers(IggyAddress server) throws IOException {
      this.server = server;
      start(this::accept);
    }

    IggyAddress address() {
      return IggyAddress.parse("127.0.0.1:" + listener.getLocalPort());
    }

    private interface Work {
      void run() throws IOException, InterruptedException;
    }

    private static void start(Work work) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  work.run();
                } catch (IOException | InterruptedException e) {
                  // One of the ends is closed.
                }
              });
      thread.setDaemon(true);
      thread.start();
    }

    private void accept() throws IOException {
      while (true) {
        Socket client = listener.accept();
        Socket upstream = new Socket(server.host(), server.port());
        LinkedBlockingQueue<Integer> codes = new LinkedBlockingQueue<>();
        start(() -> requests(client, upstream, codes));
        start(() -> answers(upstream, client, codes));
      }
    }

    private static void requests(Socket from, Socket to, LinkedBlockingQueue<Integer> codes)
        throws IOException {
      try (from;
          to) {
        DataInputStream in = new DataInputStream(from.getInputStream());
        DataOutputStream out = new DataOutputStream(to.getOutputStream());
        while (true) {
          int length = in.readInt();
          byte[] frame = new byte[Integer.reverseBytes(length)];
          in.readFully(frame);
          codes.add(ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN).getInt());
          out.writeInt(length);
          out.write(frame);
        }
      }
    }

    private void answers(Socket from, Socket to, LinkedBlockingQueue<Integer> codes)
        throws IOException, InterruptedException {
      try (from;
          to) {
        DataInputStream in = new DataInputStream(from.getInputStream());
        DataOutputStream out = new DataOutputStream(to.getOutputStream());
        while (true) {
          int status = in.readInt();
          byte[] body = new byte[Integer.reverseBytes(in.readInt())];
          in.readFully(body);
          byte[] sent = codes.take() == CommandCode.POLL_MESSAGES.code() ? early(body) : body;
          out.writeInt(status);
          out.writeInt(Integer.reverseBytes(sent.length));
          out.write(sent);
          out.flush();
        }
      }
    }

    /** Partition, current offset and count are the first 16 bytes of an answer to a poll. */
    private byte[] early(byte[] body) {
      ByteBuffer fields = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN);
      boolean inTheMiddle = fields.getInt(12) > 0 && fields.getLong(16 + FIRST_OFFSET_AT) == MIDDLE;
      if (!inTheMiddle || !told.compareAndSet(false, true)) {
        return body;
      }
      fields.putInt(12, 0);
      return Arrays.copyOf(body, 16);
    }

    /** In a message's header: behind checksum and id. */
    private static final int FIRST_OFFSET_AT = 24;

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
