namespace Hotlink.Architecture.Tests;

/// <summary>The files of the repository, by their paths from its root, with forward slashes.</summary>
internal static class Repository
{
    private static readonly string[] Products = ["client/", "gateway/", "silo/", "infra/"];

    public static string Root => RepositoryRoot.Folder;

    /// <summary>Every C# file that is written by hand.</summary>
    public static IReadOnlyList<string> Sources { get; } = Find("*.cs");

    /// <summary>Every project.</summary>
    public static IReadOnlyList<string> Projects { get; } = Find("*.csproj");

    /// <summary>The C# files of products.</summary>
    public static IEnumerable<string> ProductSources => Sources.Where(IsProduct);

    public static bool IsProduct(string path) => Array.Exists(Products, folder => path.StartsWith(folder, StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    public static bool Exists(string path) => Path.Exists(Path.Combine(Root, path));

    /// <summary>The text without line comments: where a rule is about code, not about words.</summary>
    public static string ReadCode(string path) =>
        string.Join('\n', Read(path).Split('\n').Select(line => line.IndexOf("//", StringComparison.Ordinal) is var at and >= 0 ? line[..at] : line));

    private static string[] Find(string pattern) =>
    [
        .. Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "artifacts" or "obj" or "bin" or "node_modules" or ".git"))
            .Order(StringComparer.Ordinal),
    ];
}
