// SPDX-License-Identifier: Apache-2.0
package org.apache.iggy.connector.connect.runtime.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.iggy.connector.connect.api.ConnectException;
import org.apache.iggy.connector.connect.api.Connector;
import org.apache.iggy.connector.connect.api.ErrorCategory;
import org.apache.iggy.connector.connect.api.SinkConnector;
import org.apache.iggy.connector.connect.api.SourceConnector;
import org.apache.iggy.connector.connect.api.TransformFactory;
import org.apache.iggy.connector.connect.api.config.NearestName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connectors and transforms that can be used: those that come with the runtime, on its class
 * path, and those of plugins.
 *
 * <p>A plugin is a folder of jars, or a single jar, in one of the folders of plugins; it has a
 * class loader of its own. A connector of a user's plugin stands in place of one of the same name
 * that comes with the runtime, on its class path or as a plugin, so that a newer one can be put
 * beside a runtime; of two plugins of the user's the first counts. What cannot be used is a
 * {@linkplain #problems problem} and disturbs nothing else. Immutable and thread-safe.
 */
public final class PluginCatalog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PluginCatalog.class);

  private final Map<String, ConnectorPlugin<SinkConnector>> sinks = new TreeMap<>();
  private final Map<String, ConnectorPlugin<SourceConnector>> sources = new TreeMap<>();
  private final Map<String, TransformPlugin> transforms = new TreeMap<>();
  private final List<PluginProblem> problems = new ArrayList<>();
  private final List<PluginClassLoader> loaders = new ArrayList<>();

  private PluginCatalog() {}

  /**
   * Looks around.
   *
   * @param folders with a folder or a jar per plugin; those that do not exist are passed over
   */
  public static PluginCatalog load(List<Path> folders) {
    return load(Optional.empty(), folders);
  }

  /**
   * Looks around.
   *
   * @param own the folder of the plugins that came along with the runtime
   * @param folders those of the user's plugins, as above
   */
  public static PluginCatalog load(Optional<Path> own, List<Path> folders) {
    PluginCatalog catalog = new PluginCatalog();
    catalog.add(PluginCatalog.class.getClassLoader(), Optional.empty(), true);
    own.ifPresent(folder -> catalog.addPlugins(folder, true));
    folders.forEach(folder -> catalog.addPlugins(folder, false));
    catalog.problems.forEach(problem -> LOG.warn("{}", problem));
    return catalog;
  }

  private void addPlugins(Path folder, boolean own) {
    for (PluginFolder.Found plugin : PluginFolder.scan(folder, problems)) {
      loaders.add(plugin.loader());
      add(plugin.loader(), Optional.of(plugin.path()), own);
    }
  }

  private void add(ClassLoader loader, Optional<Path> plugin, boolean own) {
    String name = plugin.map(Path::toString).orElse("class path");
    Consumer<String> broken = message -> problems.add(new PluginProblem(name, message));
    Function<ServiceLoader.Provider<?>, PluginOrigin> origin =
        provider -> PluginOrigin.of(plugin, own, provider.type());
    int found = 0;
    found +=
        ServiceScan.scan(
            SinkConnector.class,
            loader,
            provider -> add(new ConnectorPlugin<>(provider, origin.apply(provider)), sinks),
            broken);
    found +=
        ServiceScan.scan(
            SourceConnector.class,
            loader,
            provider -> add(new ConnectorPlugin<>(provider, origin.apply(provider)), sources),
            broken);
    found +=
        ServiceScan.scan(
            TransformFactory.class,
            loader,
            provider -> add(new TransformPlugin(provider.get(), origin.apply(provider))),
            broken);
    if (found == 0 && plugin.isPresent()) {
      broken.accept(
          "declares neither connector nor transform; a jar names them in META-INF/services/"
              + SinkConnector.class.getName()
              + " or one like it");
    }
  }

  private <C extends Connector> void add(
      ConnectorPlugin<C> plugin, Map<String, ConnectorPlugin<C>> known) {
    ConnectorPlugin<C> present = known.get(plugin.name());
    if (present == null
        || replaces("connector " + plugin.name(), plugin.origin(), present.origin())) {
      known.put(plugin.name(), plugin);
    }
  }

  private void add(TransformPlugin plugin) {
    TransformPlugin present = transforms.get(plugin.type());
    if (present == null
        || replaces("transform " + plugin.type(), plugin.origin(), present.origin())) {
      transforms.put(plugin.type(), plugin);
    }
  }

  /** Whether the second is taken; one that is not is a problem. */
  private boolean replaces(String what, PluginOrigin second, PluginOrigin first) {
    if (first.isReplacedBy(second)) {
      LOG.info("{} is taken from {}, in place of that of {}", what, second, first);
      return true;
    }
    problems.add(
        new PluginProblem(
            second.toString(),
            "has the " + what + ", which is taken from " + first + "; remove one of them"));
    return false;
  }

  /** The sinks, by name. */
  public List<ConnectorPlugin<SinkConnector>> sinks() {
    return List.copyOf(sinks.values());
  }

  /** The sources, by name. */
  public List<ConnectorPlugin<SourceConnector>> sources() {
    return List.copyOf(sources.values());
  }

  /** The types of transforms, by name. */
  public List<TransformPlugin> transforms() {
    return List.copyOf(transforms.values());
  }

  /** What cannot be used, and why. */
  public List<PluginProblem> problems() {
    return List.copyOf(problems);
  }

  /**
   * The sink of a name.
   *
   * @throws ConnectException of category CONFIGURATION when there is none
   */
  public ConnectorPlugin<SinkConnector> sink(String name) {
    return find("sink", name, sinks, sources.containsKey(name) ? "a source" : "");
  }

  /**
   * The source of a name.
   *
   * @throws ConnectException of category CONFIGURATION when there is none
   */
  public ConnectorPlugin<SourceConnector> source(String name) {
    return find("source", name, sources, sinks.containsKey(name) ? "a sink" : "");
  }

  /**
   * The transform of a type.
   *
   * @throws ConnectException of category CONFIGURATION when there is none
   */
  public TransformPlugin transform(String type) {
    return find("transform", type, transforms, "");
  }

  private <T> T find(String what, String name, Map<String, T> known, String otherKind) {
    T found = known.get(name);
    if (found != null) {
      return found;
    }
    StringBuilder message = new StringBuilder("there is no ").append(what).append(" ").append(name);
    if (otherKind.isEmpty()) {
      message.append(nearest(name, known.keySet()));
    } else {
      message.append("; ").append(name).append(" is ").append(otherKind);
    }
    if (!problems.isEmpty()) {
      Set<String> broken = new TreeSet<>();
      problems.forEach(problem -> broken.add(problem.plugin()));
      message.append("; these plugins have problems: ").append(String.join(", ", broken));
    }
    throw new ConnectException(ErrorCategory.CONFIGURATION, message.toString());
  }

  private static String nearest(String name, Set<String> known) {
    return NearestName.of(name, known)
        .map(near -> "; did you mean " + near + "?")
        .orElse("; there are " + (known.isEmpty() ? "none" : String.join(", ", known)));
  }

  /** Closes the jars of the plugins; their connectors cannot load further classes then. */
  @Override
  public void close() {
    for (PluginClassLoader loader : loaders) {
      try {
        loader.close();
      } catch (IOException e) {
        LOG.warn("{} does not close", loader.getName(), e);
      }
    }
  }
}
