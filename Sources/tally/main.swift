// Foundation is named here because the release build is static, and links ICU only for a module
// that imports it.
import Foundation

exit(Program.run(Array(CommandLine.arguments.dropFirst())).rawValue)
