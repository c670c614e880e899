// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// One room of the house, with its tests beside it.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> [Target] {
    [
        .target(name: name, dependencies: dependencies, swiftSettings: strict),
        .testTarget(
            name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
            exclude: name == "TallyShell" ? ["BrokenPlugins", "Cases"] : [], swiftSettings: strict),
    ]
}

let package = Package(
    name: "tally",
    products: [.executable(name: "tally", targets: ["tally"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    ],
    targets: room("TallyModel")
        + room("TallyLanguage", ["TallyModel"])
        + room("TallyPlugins", ["TallyModel"])
        + room("TallyEngine", ["TallyModel", "TallyLanguage", "TallyPlugins"])
        + room(
            "TallyStore",
            [
                "TallyModel", "TallyLanguage", "TallyPlugins", "TallyEngine",
                .product(name: "GRDB", package: "GRDB.swift"),
            ])
        + room("TallyRender", ["TallyModel", "TallyEngine"])
        + room(
            "TallyShell",
            [
                "TallyModel", "TallyLanguage", "TallyPlugins", "TallyEngine", "TallyStore",
                "TallyRender", "CBuiltIn",
            ])
        + [
            .target(
                name: "CLineEditor",
                linkerSettings: [
                    .linkedLibrary("edit"), .linkedLibrary("tinfo"), .linkedLibrary("bsd"),
                    .linkedLibrary("md"),
                ]),
            .target(name: "CBuiltIn"),
            .executableTarget(
                name: "tally",
                dependencies: [
                    "TallyModel", "TallyShell", "CLineEditor",
                    .product(name: "ArgumentParser", package: "swift-argument-parser"),
                ],
                swiftSettings: strict + [
                    .unsafeFlags(["-static-stdlib"], .when(configuration: .release))
                ],
                linkerSettings: [
                    .unsafeFlags(
                        [
                            "-static-stdlib", "-static-executable", "-use-ld=lld", "-Xlinker",
                            "--strip-debug",
                        ],
                        .when(configuration: .release))
                ]),
            .executableTarget(
                name: "Benchmarks", dependencies: ["CTerminal"], path: "Tests/Benchmarks",
                swiftSettings: strict),
            .target(name: "CTerminal", path: "Tests/CTerminal"),
            .target(
                name: "PlainEvaluator",
                dependencies: ["TallyModel", "TallyLanguage", "TallyPlugins", "TallyEngine"],
                path: "Tests/PlainEvaluator", swiftSettings: strict),
            .testTarget(
                name: "PropertyTests",
                dependencies: [
                    "TallyModel", "TallyLanguage", "TallyPlugins", "TallyEngine", "TallyRender",
                    "TallyShell", "PlainEvaluator",
                ], swiftSettings: strict),
            .testTarget(
                name: "TallyTerminalTests", dependencies: ["TallyShell", "CTerminal"],
                swiftSettings: strict),
        ],
    cLanguageStandard: .c2x
)
