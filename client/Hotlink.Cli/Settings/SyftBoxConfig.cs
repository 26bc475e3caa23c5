using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hotlink.Cli.Settings;

/// <summary>What of SyftBox's <c>config.json</c> a hotlink client needs (client-behaviour, section 1).</summary>
internal sealed record SyftBoxConfig
{
    private const int MaxBytes = 64 * 1024;
    private static readonly JsonSerializerOptions Json = new() { PropertyNameCaseInsensitive = true, AllowTrailingCommas = true };

    /// <summary>One's own email.</summary>
    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>The relay.</summary>
    [JsonPropertyName("server_url")]
    public string? ServerUrl { get; init; }

    /// <summary>The folder that holds <c>datasites</c>.</summary>
    [JsonPropertyName("data_dir")]
    public string? DataDir { get; init; }

    /// <summary>What gets a new access token. A secret.</summary>
    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; init; }

    /// <summary>Reads a file.</summary>
    /// <exception cref="SettingsException">It can't be read, or isn't what it should be.</exception>
    public static SyftBoxConfig Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length <= MaxBytes && JsonSerializer.Deserialize<SyftBoxConfig>(file, Json) is { } config
                ? config
                : throw new SettingsException($"{path} is not a SyftBox configuration.");
        }
        catch (JsonException bad)
        {
            throw new SettingsException($"{path} is not valid JSON (line {bad.LineNumber + 1}).");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException($"{path} can't be read: {failure.Message}");
        }
    }

    /// <summary>Never the secret.</summary>
    public override string ToString() => $"{Email} at {ServerUrl}";
}
