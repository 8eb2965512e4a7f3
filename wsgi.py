from qa_app import create_app

app = create_app(serves=True)
