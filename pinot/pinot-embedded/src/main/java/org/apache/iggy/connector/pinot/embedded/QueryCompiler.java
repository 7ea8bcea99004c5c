// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.pinot.common.request.Expression;
import org.apache.pinot.common.request.PinotQuery;
import org.apache.pinot.common.utils.request.RequestUtils;
import org.apache.pinot.core.query.optimizer.QueryOptimizer;
import org.apache.pinot.spi.config.table.TableType;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.utils.CommonConstants.Broker.Request.QueryOptionKey;
import org.apache.pinot.spi.utils.builder.TableNameBuilder;
import org.apache.pinot.sql.parsers.CalciteSqlParser;
import org.apache.pinot.sql.parsers.SqlNodeAndOptions;

/**
 * Turns SQL into a query that a server understands: parses it, resolves the table and the columns,
 * and runs Pinot's query optimizer.
 *
 * <p>The parser and the optimizer are Pinot's; the resolving in between stands in for the request
 * handler of pinot-broker, with its defaults: names of columns ignore case and may be qualified by
 * the table. Dashboards ask the same again and again, and parsing is most of the work of a small
 * query, so that parsed texts are kept; what depends on the time, such as {@code now()}, is
 * evaluated each time. Thread-safe.
 */
final class QueryCompiler {
  private static final int KEPT_CHARACTERS = 1_000_000;

  private final EmbeddedServer server;
  private final Cache<String, SqlNodeAndOptions> parsed =
      CacheBuilder.newBuilder()
          .maximumWeight(KEPT_CHARACTERS)
          .weigher((String sql, SqlNodeAndOptions node) -> sql.length())
          .build();
  private final QueryOptimizer optimizer = new QueryOptimizer();

  QueryCompiler(EmbeddedServer server) {
    this.server = server;
  }

  /**
   * A query ready to execute.
   *
   * @param query for the server and the broker's reduce alike; its table name has the type
   * @param table the table it reads
   * @param timeoutMillis the deadline, from the query's own options or the default
   */
  record CompiledQuery(PinotQuery query, EmbeddedTableDataManager table, long timeoutMillis) {}

  /**
   * Compiles one SELECT (or EXPLAIN PLAN FOR SELECT).
   *
   * @throws PinotQueryException with Pinot's reason when the SQL cannot be executed
   */
  CompiledQuery compile(String sql, long defaultTimeoutMillis) {
    PinotQuery query = parse(sql);
    EmbeddedTableDataManager table = resolveTable(query);
    resolveColumns(query, table.schema());
    String timeout =
        optionsOf(query)
            .computeIfAbsent(QueryOptionKey.TIMEOUT_MS, key -> Long.toString(defaultTimeoutMillis));
    optimizer.optimize(query, table.schema());
    return new CompiledQuery(query, table, parseTimeout(timeout));
  }

  private PinotQuery parse(String sql) {
    if (sql.isBlank()) {
      throw new PinotQueryException("the query is empty");
    }
    try {
      SqlNodeAndOptions node = parsed.getIfPresent(sql);
      if (node == null) {
        node = CalciteSqlParser.compileToSqlNodeAndOptions(sql);
        parsed.put(sql, node);
      }
      return CalciteSqlParser.compileToPinotQuery(node);
    } catch (RuntimeException e) {
      throw new PinotQueryException(SqlErrorText.of(e), e);
    }
  }

  private EmbeddedTableDataManager resolveTable(PinotQuery query) {
    if (query.getDataSource() == null || query.getDataSource().getTableName() == null) {
      throw new PinotQueryException(
          "the query needs FROM and the name of one table; subqueries and joins need Pinot's"
              + " multi-stage engine, which is not embedded");
    }
    String name = query.getDataSource().getTableName();
    String realtimeName = TableNameBuilder.forType(TableType.REALTIME).tableNameWithType(name);
    EmbeddedTableDataManager table = server.table(realtimeName);
    if (table == null) {
      throw new PinotQueryException("table " + name + " does not exist");
    }
    query.getDataSource().setTableName(realtimeName);
    return table;
  }

  private static Map<String, String> optionsOf(PinotQuery query) {
    Map<String, String> options = new HashMap<>();
    if (query.getQueryOptions() != null) {
      options.putAll(query.getQueryOptions());
    }
    query.setQueryOptions(options);
    return options;
  }

  private static long parseTimeout(String timeout) {
    try {
      long millis = Long.parseLong(timeout);
      if (millis > 0) {
        return millis;
      }
    } catch (NumberFormatException e) {
      // Reported below, together with numbers that are out of range.
    }
    throw new PinotQueryException(
        "option timeoutMs must be a positive number but is '" + timeout + "'");
  }

  private static void resolveColumns(PinotQuery query, Schema schema) {
    ColumnResolver resolver = new ColumnResolver(query, schema);
    expandStarAmongOthers(query, schema);
    query.getSelectList().forEach(resolver::resolve);
    resolver.resolveAll(query.getGroupByList());
    resolver.resolveAll(query.getOrderByList());
    resolver.resolve(query.getFilterExpression());
    resolver.resolve(query.getHavingExpression());
  }

  /** A server knows {@code *} only when it stands alone. */
  private static void expandStarAmongOthers(PinotQuery query, Schema schema) {
    if (query.getSelectListSize() < 2) {
      return;
    }
    List<Expression> expanded = new ArrayList<>();
    for (Expression expression : query.getSelectList()) {
      if (ColumnResolver.isStar(expression)) {
        schema.getPhysicalColumnNames().stream()
            .sorted()
            .map(RequestUtils::getIdentifierExpression)
            .forEach(expanded::add);
      } else {
        expanded.add(expression);
      }
    }
    query.setSelectList(expanded);
  }

  /** Replaces the names in expressions by those of the schema. */
  private static final class ColumnResolver {
    private final String tablePrefix;
    private final Map<String, String> columns = new HashMap<>();

    ColumnResolver(PinotQuery query, Schema schema) {
      String tableName = TableNameBuilder.extractRawTableName(query.getDataSource().getTableName());
      tablePrefix = lowerCase(tableName) + ".";
      schema.getColumnNames().forEach(column -> columns.put(lowerCase(column), column));
    }

    static boolean isStar(Expression expression) {
      return expression.getIdentifier() != null && expression.getIdentifier().getName().equals("*");
    }

    void resolveAll(List<Expression> expressions) {
      if (expressions != null) {
        expressions.forEach(this::resolve);
      }
    }

    void resolve(Expression expression) {
      if (expression == null || isStar(expression)) {
        return;
      }
      if (expression.getIdentifier() != null) {
        expression.getIdentifier().setName(resolve(expression.getIdentifier().getName()));
      } else if (expression.getFunctionCall() != null) {
        List<Expression> operands = expression.getFunctionCall().getOperands();
        boolean isAlias = expression.getFunctionCall().getOperator().equals("as");
        resolveAll(isAlias ? operands.subList(0, 1) : operands);
      }
    }

    private String resolve(String name) {
      String key = lowerCase(name);
      if (key.startsWith(tablePrefix)) {
        key = key.substring(tablePrefix.length());
      }
      String column = columns.get(key);
      if (column != null) {
        return column;
      }
      if (name.startsWith("$")) {
        return name;
      }
      throw new PinotQueryException("Unknown columnName '" + name + "' found in the query");
    }

    private static String lowerCase(String text) {
      return text.toLowerCase(Locale.ROOT);
    }
  }
}
