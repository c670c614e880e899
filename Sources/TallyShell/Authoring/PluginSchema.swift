import TallyPlugins

/// `tally plugin schema`: the JSON Schema by which an editor completes and checks a plugin.
package enum PluginSchema {
    package static var text: String { JSONSchema.file }
}
