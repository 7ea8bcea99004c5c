// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.iggy.connector.pinot.embedded.QueryCompiler.CompiledQuery;
import org.apache.pinot.common.datatable.DataTable;
import org.apache.pinot.common.datatable.DataTableFactory;
import org.apache.pinot.common.metrics.BrokerMetrics;
import org.apache.pinot.common.metrics.ServerMetrics;
import org.apache.pinot.common.request.BrokerRequest;
import org.apache.pinot.common.request.InstanceRequest;
import org.apache.pinot.common.response.broker.BrokerResponseNative;
import org.apache.pinot.common.response.broker.QueryProcessingException;
import org.apache.pinot.common.response.broker.ResultTable;
import org.apache.pinot.common.utils.DataSchema;
import org.apache.pinot.core.operator.blocks.InstanceResponseBlock;
import org.apache.pinot.core.query.executor.ServerQueryExecutorV1Impl;
import org.apache.pinot.core.query.reduce.BrokerReduceService;
import org.apache.pinot.core.query.request.ServerQueryRequest;
import org.apache.pinot.core.transport.ServerRoutingInstance;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.metrics.NoopPinotMetricsRegistry;
import org.apache.pinot.sql.parsers.CalciteSqlCompiler;

/**
 * Runs SQL through Pinot's single-stage engine: the server's executor over all segments of the
 * table, the response in its wire format, and the broker's reduce. Thread-safe; queries run side by
 * side.
 */
final class QueryEngine {
  private static final ServerRoutingInstance SERVER =
      new ServerRoutingInstance("localhost", 1, TableType.REALTIME);

  private final EmbeddedServer server;
  private final QueryCompiler compiler;
  private final ServerQueryExecutorV1Impl executor = new ServerQueryExecutorV1Impl();
  private final BrokerReduceService reducer =
      new BrokerReduceService(EmbeddedServer.defaultConfiguration());
  private final BrokerMetrics brokerMetrics = new BrokerMetrics(new NoopPinotMetricsRegistry());
  private final AtomicLong requestIds = new AtomicLong();

  QueryEngine(EmbeddedServer server) {
    this.server = server;
    this.compiler = new QueryCompiler(server);
    try {
      executor.init(EmbeddedServer.defaultConfiguration(), server.instance(), ServerMetrics.get());
    } catch (Exception e) {
      throw new EmbeddedPinotException("cannot start Pinot's query executor", e);
    }
    executor.start();
  }

  /**
   * Executes one query.
   *
   * @throws PinotQueryException when Pinot refuses it, fails, or the deadline passes
   */
  QueryResult execute(String sql, long defaultTimeoutMillis) {
    long startNanos = System.nanoTime();
    CompiledQuery compiled = compiler.compile(sql, defaultTimeoutMillis);
    BrokerResponseNative response = execute(sql, compiled);
    if (!response.getExceptions().isEmpty()) {
      throw new PinotQueryException(
          response.getExceptions().stream()
              .map(QueryProcessingException::getMessage)
              .map(String::strip)
              .distinct()
              .collect(Collectors.joining("; ")));
    }
    long elapsedMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    return toResult(response, elapsedMillis);
  }

  void close() {
    executor.shutDown();
    reducer.shutDown();
  }

  private BrokerResponseNative execute(String sql, CompiledQuery compiled) {
    long requestId = requestIds.incrementAndGet();
    long startMillis = System.currentTimeMillis();
    long deadlineMillis = startMillis + compiled.timeoutMillis();
    BrokerRequest request = CalciteSqlCompiler.convertToBrokerRequest(compiled.query());
    try (PinotReleaseBridge.QueryScope scope =
        PinotReleaseBridge.openQuery(requestId, sql, startMillis, deadlineMillis)) {
      DataTable serverResponse = askServer(requestId, request, compiled, startMillis, scope);
      Map<ServerRoutingInstance, DataTable> responses = new HashMap<>();
      responses.put(SERVER, serverResponse);
      long remainingMillis = Math.max(1, deadlineMillis - System.currentTimeMillis());
      return reducer.reduceOnDataTable(request, request, responses, remainingMillis, brokerMetrics);
    } catch (IOException e) {
      throw new PinotQueryException("cannot serialize the response: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new PinotQueryException(SqlErrorText.of(e), e);
    }
  }

  private DataTable askServer(
      long requestId,
      BrokerRequest request,
      CompiledQuery compiled,
      long startMillis,
      PinotReleaseBridge.QueryScope scope)
      throws IOException {
    InstanceRequest instanceRequest = new InstanceRequest(requestId, request);
    instanceRequest.setSearchSegments(compiled.table().queryableSegments());
    InstanceResponseBlock block =
        executor.execute(
            new ServerQueryRequest(instanceRequest, ServerMetrics.get(), startMillis),
            scope.carriedTo(server.workers()),
            null);
    return DataTableFactory.getDataTable(block.toDataTable().toBytes());
  }

  private static QueryResult toResult(BrokerResponseNative response, long elapsedMillis) {
    ResultTable table = response.getResultTable();
    List<String> names = List.of();
    List<String> types = List.of();
    List<List<Object>> rows = new ArrayList<>();
    if (table != null) {
      DataSchema schema = table.getDataSchema();
      names = List.of(schema.getColumnNames());
      types = Arrays.stream(schema.getColumnDataTypes()).map(Enum::name).toList();
      for (Object[] row : table.getRows()) {
        rows.add(Collections.unmodifiableList(Arrays.asList(row)));
      }
    }
    return new QueryResult(
        names,
        types,
        Collections.unmodifiableList(rows),
        elapsedMillis,
        response.getNumDocsScanned(),
        response.getTotalDocs(),
        response.getNumSegmentsQueried(),
        response.getNumConsumingSegmentsQueried(),
        response.getMinConsumingFreshnessTimeMs());
  }
}
