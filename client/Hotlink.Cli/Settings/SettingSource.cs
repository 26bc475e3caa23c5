namespace Hotlink.Cli.Settings;

/// <summary>Where settings come from: an option, else the environment (<c>HOTLINK_…</c> before <c>SYFTBOX_…</c>), else SyftBox's configuration.</summary>
internal sealed class SettingSource
{
    private readonly Func<string, string?> _environment;

    /// <summary>Reads the configuration that is named, or else the usual one where there is one.</summary>
    /// <param name="configPath">The file named by an option, or null.</param>
    /// <param name="environment">Reads a variable.</param>
    public SettingSource(string? configPath, Func<string, string?> environment)
    {
        _environment = environment;
        var usual = Path.Combine(environment("HOME") ?? "", ".syftbox", "config.json");
        var named = configPath ?? Variable("SYFTBOX_CONFIG_PATH");
        Config = named is not null ? SyftBoxConfig.Read(named) : File.Exists(usual) ? SyftBoxConfig.Read(usual) : new();
    }

    /// <summary>SyftBox's configuration; empty where there is none.</summary>
    public SyftBoxConfig Config { get; }

    /// <summary>An environment variable; null where it is missing or blank.</summary>
    public string? Variable(string name) => _environment(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    /// <summary>Whether a variable is switched on.</summary>
    public bool IsOn(string name) => Variable(name)?.ToLowerInvariant() is "1" or "true" or "yes" or "on";

    /// <summary>The first of an option, two variables and a configured value that is there.</summary>
    public string? First(string? option, string ours, string theirs, string? configured = null) =>
        !string.IsNullOrWhiteSpace(option) ? option.Trim() : Variable(ours) ?? Variable(theirs) ?? (string.IsNullOrWhiteSpace(configured) ? null : configured.Trim());
}
