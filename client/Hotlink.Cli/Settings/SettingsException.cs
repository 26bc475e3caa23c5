namespace Hotlink.Cli.Settings;

/// <summary>A setting is missing or can't be used. The message says which, and what to do; it never holds a secret.</summary>
internal sealed class SettingsException(string message) : Exception(message);
