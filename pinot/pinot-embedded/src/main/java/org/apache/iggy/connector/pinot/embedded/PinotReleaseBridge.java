// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.pinot.embedded;

import com.google.common.cache.Cache;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.apache.commons.lang3.tuple.Pair;
import org.apache.helix.HelixManager;
import org.apache.pinot.common.restlet.resources.SegmentErrorInfo;
import org.apache.pinot.core.data.manager.BaseTableDataManager;
import org.apache.pinot.core.data.manager.realtime.RealtimeConsumptionRateManager;
import org.apache.pinot.core.data.manager.realtime.RealtimeSegmentDataManager;
import org.apache.pinot.core.data.manager.realtime.RealtimeTableDataManager;
import org.apache.pinot.segment.local.utils.SegmentLocks;
import org.apache.pinot.segment.local.utils.SegmentReloadSemaphore;
import org.apache.pinot.spi.config.instance.InstanceDataManagerConfig;
import org.apache.pinot.spi.config.table.TableConfig;
import org.apache.pinot.spi.data.Schema;
import org.apache.pinot.spi.stream.PartitionLagState;
import org.apache.pinot.spi.stream.StreamMetadataProvider;

/**
 * The calls into Pinot that differ between 1.4 and 1.5, made by reflection so that one source
 * compiles against, and runs with, both.
 *
 * <p>What differs: the parameters of {@link BaseTableDataManager}'s {@code init}, the query context
 * of a thread (1.5 cannot execute without one), who computes the lag of a partition, and how rate
 * limits are let loose.
 */
final class PinotReleaseBridge {
  private static final String QUERY_PACKAGE = "org.apache.pinot.spi.query.";
  private static final String INSTANCE_ID = EmbeddedServer.INSTANCE_ID;
  private static final boolean HAS_QUERY_CONTEXT = exists(QUERY_PACKAGE + "QueryExecutionContext");
  private static final Method WRAP_WORKERS =
      HAS_QUERY_CONTEXT
          ? methodNamed(
              load(QUERY_PACKAGE + "QueryThreadContext"), "contextAwareExecutorService", 1)
          : null;
  private static final int LATEST_OFFSET_TIMEOUT_MILLIS = 5_000;

  private PinotReleaseBridge() {}

  /** An open query context of the calling thread. */
  static final class QueryScope implements AutoCloseable {
    private final AutoCloseable context;

    private QueryScope(AutoCloseable context) {
      this.context = context;
    }

    /** The workers as the query may use them: in 1.5 they carry its context along. */
    ExecutorService carriedTo(ExecutorService workers) {
      return context == null ? workers : (ExecutorService) invoke(WRAP_WORKERS, null, workers);
    }

    @Override
    public void close() {
      if (context != null) {
        invoke(methodNamed(context.getClass(), "close", 0), context);
      }
    }
  }

  /** Calls {@code init} of a table. 1.5 adds a flag and a cache of reload jobs at the end. */
  static void initTable(
      BaseTableDataManager table,
      InstanceDataManagerConfig instanceConfig,
      HelixManager helixManager,
      TableConfig tableConfig,
      Schema schema,
      ExecutorService reloadExecutor,
      Cache<Pair<String, String>, SegmentErrorInfo> errors) {
    Method init = methodNamed(BaseTableDataManager.class, "init");
    List<Object> arguments =
        new ArrayList<>(
            Arrays.asList(
                instanceConfig,
                helixManager,
                new SegmentLocks(),
                tableConfig,
                schema,
                new SegmentReloadSemaphore(1),
                reloadExecutor,
                null,
                errors,
                null));
    if (init.getParameterCount() > arguments.size()) {
      boolean refreshAsynchronously = false;
      arguments.add(refreshAsynchronously);
      arguments.add(newInstance(init.getParameterTypes()[11], INSTANCE_ID));
    }
    invoke(init, table, arguments.toArray());
  }

  /** Lets tables' rate limits apply, as a server does once it has started; renamed in 1.5. */
  static void enableRateLimits() {
    RealtimeConsumptionRateManager manager = RealtimeConsumptionRateManager.getInstance();
    String name =
        hasMethod(manager.getClass(), "enableThrottling")
            ? "enableThrottling"
            : "enablePartitionRateLimiter";
    invoke(methodNamed(manager.getClass(), name, 0), manager);
  }

  /** Opens the query context of the calling thread; does nothing in 1.4. */
  static QueryScope openQuery(long requestId, String sql, long startMillis, long deadlineMillis) {
    if (!HAS_QUERY_CONTEXT) {
      return new QueryScope(null);
    }
    Class<?> context = load(QUERY_PACKAGE + "QueryExecutionContext");
    Object singleStage = load(context.getName() + "$QueryType").getEnumConstants()[0];
    Object execution =
        newInstance(
            context,
            singleStage,
            requestId,
            Long.toString(requestId),
            "default",
            startMillis,
            deadlineMillis,
            deadlineMillis,
            INSTANCE_ID,
            INSTANCE_ID,
            Integer.toHexString(sql.hashCode()));
    Class<?> accountants = load("org.apache.pinot.spi.accounting.ThreadAccountantUtils");
    Object accountant = invoke(methodNamed(accountants, "getNoOpAccountant"), null);
    Method open = methodNamed(load(QUERY_PACKAGE + "QueryThreadContext"), "open", 2);
    return new QueryScope((AutoCloseable) invoke(open, null, execution, accountant));
  }

  /** The lag of a consuming segment, as Pinot's consuming-segments API has it computed. */
  static PartitionLagState lagOf(
      RealtimeTableDataManager table, RealtimeSegmentDataManager segment) {
    Method state = methodNamed(RealtimeSegmentDataManager.class, "getConsumerPartitionState");
    Map<?, ?> lags;
    if (state.getParameterCount() == 0) {
      Method toLag = methodNamed(RealtimeSegmentDataManager.class, "getPartitionToLagState");
      lags = (Map<?, ?>) invoke(toLag, segment, invoke(state, segment));
    } else {
      StreamMetadataProvider provider = metadataProvider(table, segment);
      Object partitionState = invoke(state, segment, latestOffset(provider, segment));
      Method toLag = methodNamed(StreamMetadataProvider.class, "getCurrentPartitionLagState");
      lags = (Map<?, ?>) invoke(toLag, provider, partitionState);
    }
    return lags.isEmpty()
        ? new PartitionLagState()
        : (PartitionLagState) lags.values().iterator().next();
  }

  /** Closes the metadata providers that 1.5 caches for a table and leaves open at its shutdown. */
  static void closeMetadataProviders(RealtimeTableDataManager table) {
    for (Field field : RealtimeTableDataManager.class.getDeclaredFields()) {
      if (field.getName().equals("_streamMetadataProviderCache")) {
        try {
          field.setAccessible(true);
          if (field.get(table) instanceof Cache<?, ?> cache) {
            cache.invalidateAll();
          }
        } catch (IllegalAccessException e) {
          throw unsupported(field.toString(), e);
        }
      }
    }
  }

  private static StreamMetadataProvider metadataProvider(
      RealtimeTableDataManager table, RealtimeSegmentDataManager segment) {
    Method provider = methodNamed(RealtimeTableDataManager.class, "getStreamMetadataProvider", 1);
    return (StreamMetadataProvider) invoke(provider, table, segment);
  }

  private static Object latestOffset(
      StreamMetadataProvider provider, RealtimeSegmentDataManager segment) {
    Object partition =
        invoke(methodNamed(RealtimeSegmentDataManager.class, "getStreamPartitionId"), segment);
    Method latest = methodNamed(StreamMetadataProvider.class, "fetchLatestStreamOffset", 2);
    Map<?, ?> offsets =
        (Map<?, ?>)
            invoke(latest, provider, Set.of(partition), (long) LATEST_OFFSET_TIMEOUT_MILLIS);
    return offsets.get(partition);
  }

  private static boolean exists(String className) {
    try {
      Class.forName(className, false, PinotReleaseBridge.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static Class<?> load(String className) {
    try {
      return Class.forName(className);
    } catch (ClassNotFoundException e) {
      throw unsupported(className, e);
    }
  }

  private static boolean hasMethod(Class<?> type, String name) {
    return Arrays.stream(type.getMethods()).anyMatch(method -> method.getName().equals(name));
  }

  private static Method methodNamed(Class<?> type, String name) {
    return methodNamed(type, name, -1);
  }

  private static Method methodNamed(Class<?> type, String name, int parameterCount) {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)
          && (parameterCount < 0 || method.getParameterCount() == parameterCount)) {
        return method;
      }
    }
    throw unsupported(type.getName() + "." + name, null);
  }

  private static Object newInstance(Class<?> type, Object... arguments) {
    for (Constructor<?> constructor : type.getConstructors()) {
      if (constructor.getParameterCount() == arguments.length) {
        try {
          return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
          throw rethrow(e.getCause());
        } catch (ReflectiveOperationException e) {
          throw unsupported(constructor.toString(), e);
        }
      }
    }
    throw unsupported(type.getName(), null);
  }

  private static Object invoke(Method method, Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw rethrow(e.getCause());
    } catch (IllegalAccessException | IllegalArgumentException e) {
      throw unsupported(method.toString(), e);
    }
  }

  private static RuntimeException rethrow(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException exception
        ? exception
        : new EmbeddedPinotException(PinotErrorText.of(cause), cause);
  }

  private static EmbeddedPinotException unsupported(String what, Exception cause) {
    return new EmbeddedPinotException(
        "this Pinot release does not have " + what + "; 1.4.0 and 1.5.1 are known to work", cause);
  }
}
