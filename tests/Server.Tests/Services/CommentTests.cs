using Grpc.Core;
using MyOpenIP.Server.Comments;
using MyOpenIP.Server.Security;
using MyOpenIP.V1;

namespace MyOpenIP.Server.Tests.Services;

/// <summary>What is said about an amendment and its order.</summary>
public sealed class CommentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private Clients Reseller => fixture.Server.Reseller;

    private Clients Operator => fixture.Server.Operator;

    [Fact]
    public async Task The_thread_of_an_amendment_goes_on_with_its_order_and_both_roles_read_all_of_it()
    {
        var draft = await Reseller.CreateQuotableAsync(fixture.NextOffer(), Steps.Want("SDA_FULL", 70));
        Assert.Equal(
            (1, "Le client veut\nl'avoir avant l'été.", "reseller:destiny", AuthorRole.Reseller),
            Said(await SayAsync(Reseller, draft.Name, "Le client veut\nl'avoir avant l'été.")));
        Assert.Equal((2, "Vu.", "operator", AuthorRole.Operator), Said(await SayAsync(Operator, draft.Name, "Vu.")));

        // What is said is no change of the amendment: whoever has read it goes on with its etag.
        var order = (await Operator.ValidateAsync(await Reseller.QuoteAsync(draft))).Order;
        var third = (await fixture.Server.As("Dev internal:network").Orders.CreateOrderCommentAsync(
            new CreateOrderCommentRequest { Parent = order.Name, Text = "Commencé.", RequestId = Steps.NewId() })).Comment;
        Assert.Equal((3, "Commencé.", "internal:network", AuthorRole.InternalSystem), Said(third));
        await Operator.DeliverAsync(order);
        await SayAsync(Reseller, draft.Name, "Merci.");

        foreach (var caller in (Clients[])[Reseller, Operator])
        {
            var ofAmendment = (await caller.Amendments.ListCommentsAsync(new ListCommentsRequest { Parent = draft.Name })).Comments;
            Assert.Equal([1, 2, 3, 4], ofAmendment.Select(c => c.Number));
            Assert.Equal(third, ofAmendment[2]);
            Assert.Equal(ofAmendment, (await caller.Orders.ListOrderCommentsAsync(new ListOrderCommentsRequest { Parent = order.Name })).Comments);
        }
    }

    [Fact]
    public async Task A_thread_is_read_page_by_page()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        for (var i = 0; i < 5; i++)
            await SayAsync(Reseller, draft.Name, $"{i}");
        var (request, read) = (new ListCommentsRequest { Parent = draft.Name, PageSize = 2 }, new List<string>());
        do
        {
            var page = await Reseller.Amendments.ListCommentsAsync(request);
            read.AddRange(page.Comments.Select(c => c.Text));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(["0", "1", "2", "3", "4"], read);
    }

    [Fact]
    public async Task A_repeated_comment_is_said_once_and_one_that_is_only_checked_never()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        var request = new CreateCommentRequest { Parent = draft.Name, Text = "Vu.", RequestId = Steps.NewId(), ValidateOnly = true };
        Assert.Equal(0, (await Reseller.Amendments.CreateCommentAsync(request)).Comment.Number);
        request.ValidateOnly = false;
        var first = await Reseller.Amendments.CreateCommentAsync(request);
        Assert.Equal(first, await Reseller.Amendments.CreateCommentAsync(request));
        request.Text = "Autre.";
        await Refusal.OfAsync(Reseller.Amendments.CreateCommentAsync(request), StatusCode.InvalidArgument, "REQUEST_ID_REUSED");
        Assert.Single((await Reseller.Amendments.ListCommentsAsync(new ListCommentsRequest { Parent = draft.Name })).Comments);
    }

    [Fact]
    public async Task What_is_said_is_something_that_can_be_read_and_not_too_long()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        foreach (var (text, rule) in ((string, string)[])[("", "REQUIRED"), (new string('x', 2001), "TOO_LONG"), (" \n", "BLANK"), ("a\u202eb", "UNREADABLE"), ("a\0", "NULL_CHARACTER")])
        {
            var refusal = await Refusal.OfAsync(SayAsync(Reseller, draft.Name, text), StatusCode.InvalidArgument, "INVALID_ARGUMENT");
            Assert.Equal(("text", rule), refusal.Rule);
        }
        Assert.Equal(2000, (await SayAsync(Reseller, draft.Name, new string('x', 2000))).Text.Length);
    }

    [Fact]
    public async Task A_thread_has_as_many_comments_as_allowed_and_not_one_more()
    {
        var draft = await Reseller.CreateAsync(fixture.NextOffer());
        await using (var storage = fixture.Server.OpenStorage())
        {
            var number = draft.Name.Split('/')[^1];
            storage.Comments.AddRange(Enumerable.Range(1, AddComment.MostComments - 1).Select(n => new Server.Comments.Comment
            {
                Reseller = "destiny", AmendmentNumber = number, Number = n, Text = "x", Author = "operator", Role = ActorRole.Operator, At = TestServer.Today,
            }));
            await storage.SaveAsync(TestContext.Current.CancellationToken);
        }
        Assert.Equal(AddComment.MostComments, (await SayAsync(Reseller, draft.Name, "Fin.")).Number);
        Assert.Equal("500", (await Refusal.OfAsync(SayAsync(Reseller, draft.Name, "Trop."), StatusCode.ResourceExhausted, "LIMIT_EXCEEDED")).Info.Metadata["limit"]);
    }

    private static (int, string, string, AuthorRole) Said(V1.Comment comment) => (comment.Number, comment.Text, comment.Author, comment.AuthorRole);

    private static async Task<V1.Comment> SayAsync(Clients clients, string amendment, string text) =>
        (await clients.Amendments.CreateCommentAsync(new CreateCommentRequest { Parent = amendment, Text = text, RequestId = Steps.NewId() })).Comment;
}
