using System.Net;
using Azure;
using Azure.Identity;

namespace Hotlink.Silo.Orleans;

/// <summary>What failed requests to Azure come from. Their own texts are pages long, with the answer's headers.</summary>
internal static class AzureFailures
{
    private const int FirstServerError = 500;

    // The table was deleted a moment ago, and can't be made anew yet.
    private const string BeingDeleted = "TableBeingDeleted";

    /// <summary>What a failure says of the account; null where it isn't about one.</summary>
    public static StoreFailure? Explain(Exception failure) => failure switch
    {
        // A request that was tried several times: the last one tells.
        AggregateException { InnerExceptions: [.., var last] } => Explain(last),
        RequestFailedException { Status: 0 } unanswered => new(FirstLineWithCause(unanswered), true),
        RequestFailedException answered => new($"{answered.Status} {CodeOf(answered)}", MayPass(answered)),
        AuthenticationFailedException unknown => new(FirstLine(unknown), true),
        TaskCanceledException { InnerException: TimeoutException } late => new(FirstLine(late), true),
        { InnerException: { } inner } => Explain(inner),
        _ => null,
    };

    private static string CodeOf(RequestFailedException failure) =>
        string.IsNullOrEmpty(failure.ErrorCode) ? $"{(HttpStatusCode)failure.Status}" : failure.ErrorCode;

    private static bool MayPass(RequestFailedException failure) =>
        failure.Status is >= FirstServerError or (int)HttpStatusCode.RequestTimeout or (int)HttpStatusCode.TooManyRequests
        || failure.ErrorCode == BeingDeleted;

    // "see inner exception" is of no use to whoever sees no exception.
    private static string FirstLineWithCause(Exception failure)
    {
        var (text, cause) = (FirstLine(failure), FirstLine(failure.GetBaseException()));
        return text.Contains(cause, StringComparison.Ordinal) ? text : $"{text} {cause}";
    }

    private static string FirstLine(Exception failure) => failure.Message.Split('\n', 2)[0].TrimEnd();
}
