namespace Hotlink.Gateway.Authentication;

/// <summary>Which authentication may run on which addresses. Fails closed.</summary>
internal static class AuthPolicy
{
    public static AuthMode DefaultMode(IEnumerable<string> urls, bool hasSecrets) =>
        !hasSecrets && urls.All(ListenUrls.IsLoopback) ? AuthMode.Off : AuthMode.Jwt;

    /// <summary>Everything that forbids a start with <paramref name="options"/>; each line says what to set.</summary>
    /// <param name="options">After defaults are filled in.</param>
    /// <param name="urls">What the server listens on.</param>
    /// <param name="missingSecrets">The setting of each tenant's secret that is not set.</param>
    public static IEnumerable<string> Check(AuthOptions options, IReadOnlyList<string> urls, IEnumerable<string> missingSecrets) =>
        options.Mode switch
        {
            // Nothing can be said of an address that isn't one.
            _ when !urls.All(ListenUrls.IsAddress) => urls.Where(url => !ListenUrls.IsAddress(url)).Select(NoAddress),
            AuthMode.Off when options.ForceInsecure => [],
            AuthMode.Off => urls.Where(url => !ListenUrls.IsLoopback(url)).Select(Exposed),
            _ => missingSecrets.Select(Missing),
        };

    private static string NoAddress(string url) => $"'{url}' is no address to listen on: write http://HOST:PORT, for example http://127.0.0.1:8080.";

    private static string Exposed(string url) =>
        $"Auth:Mode is Off but {url} can be reached from other machines: set Auth:Mode to Jwt, listen on 127.0.0.1, "
        + "or set Auth:ForceInsecure to true if everyone there may take any identity.";

    private static string Missing(string setting) =>
        $"Auth:Mode is Jwt but there is no secret to check tokens with: set {setting} (16 bytes or more), "
        + "or listen on 127.0.0.1 only with Auth:Mode Off.";
}
