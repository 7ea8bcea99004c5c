// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.client.testkit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import org.apache.iggy.connector.client.IggyAddress;

/** One client's connection through a {@link FaultProxy}. */
final class FaultConnection {
  private static final int BUFFER_BYTES = 64 * 1024;

  private final Socket client;
  private final int number;
  private final int answerBytes;
  private final FlowControl flow;
  private final AnswerFrames.Faults faults;
  private volatile Socket server;
  private volatile boolean cut;
  private volatile boolean answersEnded;

  FaultConnection(
      Socket client, int number, int answerBytes, FlowControl flow, AnswerFrames.Faults faults) {
    this.client = client;
    this.number = number;
    this.answerBytes = answerBytes;
    this.flow = flow;
    this.faults = faults;
  }

  int number() {
    return number;
  }

  boolean isOpen() {
    return !cut;
  }

  /** Connects to the server and passes bytes on until one side ends or the connection is cut. */
  void run(IggyAddress target) {
    try {
      flow.awaitFlow(this);
      Socket opened = new Socket(target.host(), target.port());
      server = opened;
      client.setTcpNoDelay(true);
      opened.setTcpNoDelay(true);
      if (!cut) {
        FaultProxy.daemon(this::passRequests);
        passAnswers();
      }
    } catch (IOException e) {
      // One side went away; closing both tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut();
    }
  }

  private void passRequests() {
    byte[] buffer = new byte[BUFFER_BYTES];
    try {
      InputStream in = client.getInputStream();
      OutputStream out = server.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        flow.awaitFlow(this);
        out.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // One side went away; closing both tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      cut();
    }
  }

  private void passAnswers() throws IOException, InterruptedException {
    byte[] buffer = new byte[BUFFER_BYTES];
    InputStream in = server.getInputStream();
    AnswerFrames frames = new AnswerFrames(throughFlow(client.getOutputStream()), faults);
    int left = answerBytes;
    while (left > 0) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        return;
      }
      flow.awaitFlow(this);
      flow.awaitDelay(this);
      frames.write(buffer, read);
      left -= answerBytes == FaultProxy.NEVER ? 0 : read;
    }
  }

  private OutputStream throughFlow(OutputStream out) {
    return new FilterOutputStream(out) {
      @Override
      public void write(byte[] bytes, int at, int length) throws IOException {
        if (!answersEnded) {
          flow.write(out, bytes, at, length);
        }
      }
    };
  }

  /** Ends the answers; requests still get through. */
  void halfClose() {
    answersEnded = true;
    try {
      client.shutdownOutput();
    } catch (IOException e) {
      cut();
    }
  }

  /** Closes both sides. */
  void cut() {
    cut = true;
    try {
      client.close();
      Socket opened = server;
      if (opened != null) {
        opened.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    flow.wake();
  }
}
