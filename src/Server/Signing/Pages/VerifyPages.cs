using System.Net;
using Microsoft.AspNetCore.Mvc;
using MyOpenIP.Server.Attachments;
using MyOpenIP.Server.Observability;
using MyOpenIP.Server.Pages;
using MyOpenIP.Server.Security;
using MyOpenIP.Server.Security.Persons;
using MyOpenIP.Server.Security.Persons.Pages;
using MyOpenIP.Server.Wire;

namespace MyOpenIP.Server.Signing.Pages;

/// <summary>The door over HTTP on which anybody verifies a file, without a token. It changes nothing; what is sent is bounded in size, time, number and turns.</summary>
internal sealed class VerifyPages(VerifyFile verifyFile, GuessCounts guesses, CallLimits limits, TimeProvider time, ParisClock clock, ILogger<VerifyPages> logger) : IDisposable
{
    /// <summary>How long a file may be on its way.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);

    /// <summary>Turns of their own: strangers take none from those who attach files.</summary>
    private readonly UploadTurns turns = new(new AttachmentLimits { UploadsOfCaller = 2, Uploads = 20 });

    /// <summary>Opens the door.</summary>
    public static void Map(WebApplication app)
    {
        var pages = app.Services.GetRequiredService<VerifyPages>();
        app.MapGet(SigningSite.VerifyPath, pages.ShowAsync);
        app.MapPost(SigningSite.VerifyPath, pages.TakeAsync).WithMetadata(new RequestSizeLimitAttribute(HeldUpload.LargestForm));
    }

    /// <inheritdoc/>
    public void Dispose() => turns.Dispose();

    private Task ShowAsync(HttpContext http) => AnswerAsync(http, TextsOf(http), Html.Empty);

    private async Task TakeAsync(HttpContext http)
    {
        var texts = TextsOf(http);
        using var patience = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, http.RequestAborted);
        try
        {
            var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
            using var call = limits.Enter($"address:{address}");
            using var turn = turns.Enter($"address:{address}");
            if (await guesses.TakeAsync([GuessBound.OfVerifications(address)], http.RequestAborted) is { } opens)
            {
                await TooManyAsync(http, texts, opens - clock.Now);
                return;
            }
            var (held, fault) = await HeldUpload.ReadAsync(http.Request, either.Token);
            if (held is null)
                await AnswerAsync(http, texts, VerifyPage.Fault(TextOf(fault, texts)), fault is UploadFault.TooLarge ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
            else
                await AnswerAsync(http, texts, VerifyPage.Found(texts, await verifyFile.RunAsync(held, http.RequestAborted)));
        }
        catch (Exception thrown) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            await FailAsync(http, texts, thrown);
        }
    }

    private static string TextOf(UploadFault fault, VerifyTexts texts) => fault switch
    {
        UploadFault.Nothing => texts.Nothing,
        UploadFault.BadDigest => texts.BadDigest,
        UploadFault.TooLarge => texts.TooLarge,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "A fault of no known kind."),
    };

    private static Task TooManyAsync(HttpContext http, VerifyTexts texts, TimeSpan wait)
    {
        PageAnswers.SayRetryAfter(http, wait);
        return AnswerAsync(http, texts, VerifyPage.Fault(texts.TooMany((int)Math.Ceiling(wait.TotalMinutes))), StatusCodes.Status429TooManyRequests);
    }

    private async Task FailAsync(HttpContext http, VerifyTexts texts, Exception thrown)
    {
        var status = thrown switch
        {
            Fault { Code: Grpc.Core.StatusCode.ResourceExhausted } => StatusCodes.Status429TooManyRequests,
            OperationCanceledException => StatusCodes.Status408RequestTimeout,
            // A form that ends in the middle.
            IOException and not BadHttpRequestException when thrown.InnerException is not BadHttpRequestException => StatusCodes.Status400BadRequest,
            _ => PageAnswers.StatusOf(thrown),
        };
        if (status is StatusCodes.Status500InternalServerError)
            logger.CallFailed(thrown, "the page of verification", http.TraceIdentifier);
        http.Response.Clear();
        await AnswerAsync(http, texts, VerifyPage.Fault(status is StatusCodes.Status413PayloadTooLarge ? texts.TooLarge : texts.Failed), status);
    }

    private static Task AnswerAsync(HttpContext http, VerifyTexts texts, Html answer, int status = StatusCodes.Status200OK) =>
        Page.AnswerAsync(http, texts.Tag, texts.Title, VerifyPage.Of(texts, answer), status, SigningStyle.Style);

    private static VerifyTexts TextsOf(HttpContext http) => VerifyTexts.Of(PageLanguage.Of(http.Request, otherwise: null));
}
