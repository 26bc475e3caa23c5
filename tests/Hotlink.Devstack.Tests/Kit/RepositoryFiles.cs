using System.Runtime.CompilerServices;

namespace Hotlink.Devstack.Tests.Kit;

/// <summary>Files of the repository that tests read.</summary>
internal static class RepositoryFiles
{
    public static IReadOnlyList<string> Scenarios { get; } = [.. Directory.EnumerateFiles(Folder(), "*.yaml").Order(StringComparer.Ordinal)];

    public static string Scenario(string name) => Path.Combine(Folder(), $"{name}.yaml");

    private static string Folder([CallerFilePath] string here = "")
    {
        // A deterministic build replaces the path: then the test's own place leads there.
        for (var folder = new DirectoryInfo(File.Exists(here) ? Path.GetDirectoryName(here)! : AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var scenarios = Path.Combine(folder.FullName, "infra", "devstack", "scenarios");
            if (Directory.Exists(scenarios))
            {
                return scenarios;
            }
        }

        throw new DirectoryNotFoundException("infra/devstack/scenarios");
    }
}
