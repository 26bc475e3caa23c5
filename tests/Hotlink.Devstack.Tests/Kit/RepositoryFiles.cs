namespace Hotlink.Devstack.Tests.Kit;

/// <summary>Files of the repository that tests read.</summary>
internal static class RepositoryFiles
{
    private static readonly string Folder = RepositoryRoot.At("infra", "devstack", "scenarios");

    public static IReadOnlyList<string> Scenarios { get; } = [.. Directory.EnumerateFiles(Folder, "*.yaml").Order(StringComparer.Ordinal)];

    public static string Scenario(string name) => Path.Combine(Folder, $"{name}.yaml");
}
