// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.http.live;

import java.util.List;
import java.util.concurrent.Callable;
import org.apache.iggy.connector.client.IggyException;
import org.apache.iggy.connector.connect.api.config.ConfigProblem;
import org.apache.iggy.connector.connect.config.ConfigurationException;
import org.apache.iggy.connector.connect.config.ConfigurationProblem;
import org.apache.iggy.connector.connect.config.ProviderException;
import org.apache.iggy.connector.connect.config.VersionNotFoundException;
import org.apache.iggy.connector.connect.http.view.OperationException;
import org.apache.iggy.connector.connect.http.view.OperationException.Reason;
import org.apache.iggy.connector.connect.runtime.ConnectorConflictException;
import org.apache.iggy.connector.connect.runtime.ConnectorNotFoundException;

/** Says of exceptions of the runtime, of configurations and of Iggy what they mean to a request. */
final class Outcomes {
  private Outcomes() {}

  /** Work that gives nothing. */
  interface Work {
    void run() throws Exception;
  }

  static void run(Work work) {
    get(
        () -> {
          work.run();
          return null;
        });
  }

  static <T> T get(Callable<T> work) {
    try {
      return work.call();
    } catch (OperationException e) {
      throw e;
    } catch (ConnectorNotFoundException e) {
      throw new OperationException(Reason.CONNECTOR_NOT_FOUND, e.getMessage(), e);
    } catch (VersionNotFoundException e) {
      throw new OperationException(Reason.VERSION_NOT_FOUND, e.getMessage(), e);
    } catch (ConnectorConflictException e) {
      throw new OperationException(Reason.CONFLICT, e.getMessage(), e);
    } catch (ConfigurationException e) {
      throw new OperationException(problems(e.problems()));
    } catch (ProviderException | IggyException e) {
      throw new OperationException(Reason.UNAVAILABLE, e.getMessage(), e);
    } catch (IllegalStateException e) {
      // Such is a runtime that shuts down.
      throw new OperationException(Reason.UNAVAILABLE, e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OperationException(Reason.UNAVAILABLE, "the API shuts down", e);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  static List<ConfigProblem> problems(List<ConfigurationProblem> problems) {
    return problems.stream()
        .map(problem -> new ConfigProblem(problem.path(), problem.message(), problem.severity()))
        .toList();
  }
}
